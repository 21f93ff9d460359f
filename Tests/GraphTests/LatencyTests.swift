import Graph
import Testing

/// What is early waits for what is late.
@Suite struct LatencyTests {
  private let kinds = NodeKinds([
    NodeKind(Increment.self), NodeKind(Sink.self), NodeKind(Late.self),
  ])

  /// A count of frames that reaches the sink on two ways, one of which is late.
  private func patch(_ frames: Float, more: [PatchNode] = [], wires: [String] = []) -> Patch {
    makePatch(
      [
        PatchNode(id: "count", kind: "increment"),
        PatchNode(id: "late", kind: "late", parameters: ["frames": frames]),
        PatchNode(id: "out", kind: "sink"),
      ] + more,
      ["count.age -> late.in", "late.out -> out.in", "count.age -> out.in"] + wires)
  }

  @Test(arguments: [8, 64, 100])
  func `parallel ways meet at the same frame`(size: Int) throws {
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(patch(100))
    for _ in 0..<(800 / size) { rig.run(size) }
    let output = try #require(rig.audio["out"])
    #expect(output == output.indices.map { Float(max(0, $0 - 100)) * 2 })
    #expect(rig.engine.latency == 100)
  }

  @Test func `lateness adds up along a way`() throws {
    let rig = TestRig(kinds: kinds)
    var twice = patch(100)
    twice.nodes.append(PatchNode(id: "later", kind: "late", parameters: ["frames": 30]))
    twice.wires[1] = Wire(Wire.End("late", "out"), Wire.End("later", "in"))
    twice.wires.append(Wire(Wire.End("later", "out"), Wire.End("out", "in")))
    try rig.engine.load(twice)
    rig.run(500)
    let output = try #require(rig.audio["out"])
    #expect(output == output.indices.map { Float(max(0, $0 - 130)) * 2 })
    #expect(rig.engine.latency == 130)
  }

  @Test func `a delay goes on over a reload, bit for bit`() throws {
    let larger = patch(
      100, more: [PatchNode(id: "other", kind: "increment"), PatchNode(id: "end", kind: "sink")],
      wires: ["other.age -> end.in"])
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(patch(100))
    for block in 0..<800 {
      if block == 100 { try rig.engine.load(larger) }
      if block == 500 { try rig.engine.load(patch(100)) }
      rig.run(8)
    }
    let output = try #require(rig.audio["out"])
    #expect(output == output.indices.map { Float(max(0, $0 - 100)) * 2 })
  }

  @Test func `a node that becomes later is waited for`() throws {
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(patch(10))
    for _ in 0..<10 { rig.run(64) }
    _ = rig.engine.set([("late", "frames", 200)])
    for _ in 0..<100 { rig.run(64) }
    let output = try #require(rig.audio["out"])
    #expect(output.last == Float(output.count - 1 - 200) * 2)
    #expect(rig.engine.latency == 200)
  }
}

/// Gives what arrives some frames later, and says so.
private struct Late: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "late", family: "test", doc: "Gives what arrives some frames later.",
    inputs: [.audio("in", "Any signal.")], outputs: [.audio("out", "The same, later.")],
    parameters: [.integer("frames", 0...1000, default: 0, "How much later.")])

  private let frames: ParameterReader
  private let latency: LatencySender
  private let memory: UnsafeMutablePointer<Float>
  private var position = 0

  init(_ context: NodeContext) throws(NodeError) {
    frames = context.reader("frames")
    latency = LatencySender(context.latency)
    context.latency.set(frames.index)
    memory = .allocate(capacity: 1024)
    memory.initialize(repeating: 0, count: 1024)
  }

  deinit { memory.deallocate() }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    latency.send(frames.index)
    let input = cycle.input(0)
    var output = cycle.output(0)
    for frame in output.indices {
      memory[position & 1023] = input[frame]
      output[frame] = memory[(position - frames.index) & 1023]
      position += 1
    }
  }
}
