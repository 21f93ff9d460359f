import Graph
import Testing

@Suite struct EngineTests {
  private let chain = makePatch(
    [
      PatchNode(id: "one", kind: "constant"), PatchNode(id: "more", kind: "increment"),
      PatchNode(id: "out", kind: "sink"),
    ], ["one.out -> more.in", "more.out -> out.in"])

  @Test func `runs a chain`() throws {
    let rig = TestRig()
    try rig.engine.load(chain)
    rig.run(64)
    #expect(rig.audio["out"] == [Float](repeating: 2, count: 64))
  }

  @Test func `mixes what meets at an input`() throws {
    let rig = TestRig()
    var patch = chain
    patch.wires.append(Wire(Wire.End("one", "out"), Wire.End("out", "in")))
    try rig.engine.load(patch)
    rig.run(32)
    #expect(rig.audio["out"] == [Float](repeating: 3, count: 32))
  }

  @Test func `a feedback wire delays by one block`() throws {
    let rig = TestRig()
    let patch = makePatch(
      [PatchNode(id: "more", kind: "increment"), PatchNode(id: "out", kind: "sink")],
      ["more.out -> more.in feedback", "more.out -> out.in"])
    try rig.engine.load(patch)
    for _ in 0..<3 { rig.run(4) }
    #expect(rig.audio["out"] == [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3])
  }

  /// `source` comes first or last in the patch, and so runs before or after what it feeds.
  @Test(arguments: [true, false])
  func `messages over a feedback wire come one block later, whoever runs first`(
    isFirst: Bool
  ) throws {
    let rig = TestRig()
    let nodes = [PatchNode(id: "drone", kind: "drone"), PatchNode(id: "out", kind: "sink")]
    try rig.engine.load(
      makePatch(isFirst ? nodes : nodes.reversed(), ["drone.out -> out.midi feedback"]))
    for _ in 0..<3 { rig.run(64) }
    #expect(rig.midi["out_midi"]?.map(\.frame) == [64])
  }

  @Test func `what comes late in a block is not lost in a shorter one`() throws {
    let kinds = NodeKinds([NodeKind(Latecomer.self), NodeKind(Sink.self)])
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(
      makePatch(
        [PatchNode(id: "late", kind: "latecomer"), PatchNode(id: "out", kind: "sink")],
        ["late.out -> out.midi feedback"]))
    rig.run(64)
    rig.run(16)
    #expect(rig.midi["out_midi"]?.map(\.frame) == [79])
  }

  @Test(arguments: [true, false])
  func `events over a feedback wire come one block later, whoever runs first`(
    isFirst: Bool
  ) throws {
    let kinds = NodeKinds([NodeKind(Pulse.self), NodeKind(BeatEcho.self)])
    let rig = TestRig(kinds: kinds)
    let nodes = [PatchNode(id: "pulse", kind: "pulse"), PatchNode(id: "echo", kind: "beat_echo")]
    try rig.engine.load(
      makePatch(isFirst ? nodes : nodes.reversed(), ["pulse.beat -> echo.beat feedback"]))
    var heard: [Int64] = []
    for block in 0..<3 {
      rig.run(64)
      rig.engine.takeReports { node, _, _ in if node.id == "echo" { heard.append(Int64(block)) } }
    }
    #expect(heard == [1])
  }

  @Test func `names the loop that no feedback wire breaks`() {
    let rig = TestRig()
    let patch = makePatch(
      ["a", "b", "c"].map { PatchNode(id: $0, kind: "increment") },
      ["a.out -> b.in", "b.out -> c.in", "c.out -> a.in"])
    #expect(throws: LoadError([.loop(["a", "b", "c", "a"])])) { try rig.engine.load(patch) }
  }

  @Test func `sets a parameter at the exact frame`() throws {
    let rig = TestRig()
    try rig.engine.load(chain)
    rig.run(64)
    #expect(rig.engine.set([("one", "value", 5)], at: 100) == [5])
    rig.run(64)
    let samples = try #require(rig.audio["out"])
    #expect(samples.firstIndex(of: 6) == 100)
    #expect(samples[99] == 2)
  }

  @Test(arguments: [false, true])
  func
    `commands beyond a few a cycle share parts only where somebody waits`(
      _ hasDeadline: Bool
    ) throws
  {
    let rig = TestRig()
    try rig.engine.load(chain)
    rig.engine.executor.pointee.hasDeadline = hasDeadline
    rig.run(64)
    for step in 0..<32 {
      #expect(
        rig.engine.set([("one", "value", 100 + Float(step))], at: Int64(66 + 2 * step)) != nil)
    }
    rig.run(64)
    rig.run(64)
    let samples = try #require(rig.audio["out"])
    let steps = (65..<samples.count).filter { samples[$0] != samples[$0 - 1] }
    #expect(
      steps
        == (hasDeadline
          ? Array(stride(from: 72, through: 128, by: 8)) : (1...32).map { 64 + 2 * $0 }))
    #expect(samples.last == 132)
  }

  @Test func `sets together in one cycle, or nothing`() throws {
    let rig = TestRig()
    try rig.engine.load(chain)
    #expect(rig.engine.set([("one", "value", 5), ("none", "value", 1)]) == nil)
    rig.run(8)
    #expect(rig.audio["out"] == [Float](repeating: 2, count: 8))
  }

  @Test func `limits a value to its range`() throws {
    let rig = TestRig()
    try rig.engine.load(chain)
    #expect(rig.engine.set([("one", "value", 1e9)]) == [1000])
  }

  @Test func `a reload keeps the state of unchanged nodes, bit for bit`() throws {
    let rig = TestRig()
    var patch = chain
    patch.wires[1] = Wire(Wire.End("more", "age"), Wire.End("out", "in"))
    try rig.engine.load(patch)
    rig.run(64)
    patch.nodes.append(PatchNode(id: "other", kind: "constant"))
    try rig.engine.load(patch)
    for _ in 0..<64 { rig.run(64) }
    #expect(rig.audio["out"] == (0..<(65 * 64)).map { Float($0) })
  }

  @Test func `a replaced node is crossfaded without a step`() throws {
    let rig = TestRig()
    try rig.engine.load(chain)
    rig.run(64)
    var patch = chain
    patch.nodes[0].parameters = ["value": 101]
    patch.nodes[0].settings = ["flavour": .text("new")]
    try rig.engine.load(patch)
    for _ in 0..<64 { rig.run(64) }
    let samples = try #require(rig.audio["out"])
    let steps = zip(samples, samples.dropFirst()).map { abs($1 - $0) }
    #expect(samples.first == 2)
    #expect(samples.last == 102)
    #expect(try #require(steps.max()) < 0.2)
  }

  @Test func `a bad patch leaves the running one alone`() throws {
    let rig = TestRig()
    try rig.engine.load(chain)
    rig.run(8)
    let bad = makePatch([PatchNode(id: "x", kind: "nonsense")], [])
    #expect(throws: LoadError([.unknownKind(node: "x", kind: "nonsense")])) {
      try rig.engine.load(bad)
    }
    rig.run(8)
    #expect(rig.audio["out"] == [Float](repeating: 2, count: 16))
  }
}
