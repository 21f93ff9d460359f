import Graph
import Testing

/// Cycles of 64 frames last 1333 µs here, of which 933 may be used; nodes are tried in blocks of 64, too.
@Suite struct RehearsalTests {
  /// Counts its cycles, and sends the count as samples.
  private struct Tally: Node, ~Copyable {
    static let declaration = NodeDeclaration(
      kind: "tally", family: "test", doc: "Counts its cycles.",
      outputs: [.audio("out", "The count.")])

    private var count: Float = 0

    init(_ context: NodeContext) throws(NodeError) {}

    @_noLocks
    mutating func process(_ cycle: borrowing Cycle) {
      count += 1
      var output = cycle.output(0)
      for frame in output.indices { output[frame] = count }
    }
  }

  /// Takes time only from its 50th cycle on, as what plays notes does once it is given many.
  private struct Choir: Node, ~Copyable {
    static let declaration = NodeDeclaration(
      kind: "choir", family: "test", doc: "Takes time after a while.",
      inputs: [.midi("in", "Any notes.")], parameters: Burner.declaration.parameters)

    private let time: ParameterReader
    private let clock: TickClock
    private var count = 0

    init(_ context: NodeContext) throws(NodeError) {
      time = context.reader("time")
      clock = context.environment.clock ?? .shared
    }

    @_noLocks
    mutating func process(_ cycle: borrowing Cycle) {
      count += 1
      if count > 50 { clock.spend(Int(time.value * 1000)) }
    }
  }

  private static let kinds = NodeKinds(
    testKinds.names.compactMap { testKinds[$0] } + [NodeKind(Tally.self), NodeKind(Choir.self)])

  private static func rig(isOffline: Bool = false) throws -> TestRig {
    let rig = TestRig(kinds: kinds, isOffline: isOffline, isTimedByHand: true)
    rig.engine.usualFrameCount = 64
    try rig.engine.load(patch())
    for _ in 0..<100 { rig.run(64) }
    return rig
  }

  /// Something that plays, and burners of so many microseconds a cycle beside it.
  private static func patch(_ times: Float..., kind: String = "burner") -> Patch {
    var patch = makePatch(
      [PatchNode(id: "one", kind: "constant"), PatchNode(id: "out", kind: "sink")],
      ["one.out -> out.in"])
    for time in times {
      patch.nodes.append(PatchNode(id: "n\(Int(time))", kind: kind, parameters: ["time": time]))
    }
    return patch
  }

  private static func refusal(_ rig: TestRig, _ patch: Patch) -> GraphError? {
    let error = #expect(throws: LoadError.self) { try rig.engine.load(patch) }
    return error?.errors.first
  }

  @Test func `a kind that never ran is tried, and refused where it is too much`() throws {
    let rig = try Self.rig()
    let error = Self.refusal(rig, Self.patch(10, 800, 300))
    guard case .overBudget(1110, 933, let costliest) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(costliest.map(\.node) == ["n800", "n300", "n10"])
    #expect(costliest.map(\.microseconds) == [800, 300, 10])
    #expect(error?.message.contains("'n800' (800 µs), 'n300' (300 µs)") == true)
    #expect(rig.engine.patch == Self.patch())
  }

  @Test func `a patch that fits is not refused, whatever others of its kind took`() throws {
    let rig = try Self.rig()
    try rig.engine.load(Self.patch(900))
    for _ in 0..<100 { rig.run(64) }
    try rig.engine.load(Self.patch())
    for _ in 0..<100 { rig.run(64) }
    try rig.engine.load(Self.patch(10, 20, 30))
    #expect(rig.engine.instances["n30"] != nil)
  }

  @Test func `what plays notes is expected to take what it took of late`() throws {
    let rig = try Self.rig()
    try rig.engine.load(Self.patch(900, kind: "choir"))
    for _ in 0..<1500 { rig.run(64) }
    #expect(Self.refusal(rig, Self.patch(900, 100, kind: "choir")) != nil)
  }

  @Test func `what was tried begins as if nothing had been`() throws {
    let rig = try Self.rig()
    var patch = Self.patch()
    patch.nodes.append(PatchNode(id: "tally", kind: "tally"))
    patch.nodes.append(PatchNode(id: "ear", kind: "sink"))
    patch.wires.append(Wire(Wire.End("tally", "out"), Wire.End("ear", "in")))
    try rig.engine.load(patch)
    for _ in 0..<100 { rig.run(64) }
    #expect(rig.audio["ear"]?.last == 100)
  }

  @Test func `nothing is tried offline, nor in the first patch, nor what may be left out`() throws {
    let rig = try Self.rig()
    var patch = Self.patch(500)
    patch.shed = ["n500"]
    var before = rig.time
    try rig.engine.load(patch)
    #expect(rig.time == before)
    let first = TestRig(kinds: Self.kinds, isOffline: false, isTimedByHand: true)
    try first.engine.load(Self.patch(500))
    #expect(first.time == 0)
    let offline = try Self.rig(isOffline: true)
    before = offline.time
    try offline.engine.load(Self.patch(500))
    #expect(offline.time == before)
    try rig.engine.load(Self.patch(500, 200))
    #expect(rig.time > before)
  }

  @Test func `no node is tried in cycles longer than it was made for`() throws {
    let rig = try Self.rig()
    rig.engine.usualFrameCount = 1_000_000
    #expect(rig.engine.usualFrameCount == rig.engine.configuration.maximumFrameCount)
  }

  @Test func `a patch that is taken back is not tried again`() throws {
    let rig = try Self.rig()
    try rig.engine.load(Self.patch(500))
    let before = rig.time
    #expect(rig.engine.undo())
    #expect(rig.engine.redo())
    #expect(rig.time == before)
  }
}
