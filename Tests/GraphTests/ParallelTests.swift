import CRealtime
import Synchronization
import TestSupport
import Testing

@testable import Graph

@Suite(.serialized) struct ParallelTests {
  private static func rig(helpers: Int, forced: Bool = true) -> TestRig {
    realtime_flush_denormals()
    return TestRig(helperCount: helpers, isForced: forced)
  }

  /// A patch of up to `count` nodes with wires at random, loops closed by feedback.
  private static func randomPatch(_ count: Int, _ dice: inout Dice) -> Patch {
    let kinds = ["constant", "increment", "increment", "increment", "drone", "pulse", "sink"]
    let nodes = (0..<count).map { number in
      let kind = kinds[dice.roll(kinds.count)]
      var node = PatchNode(id: "n\(number)", kind: kind)
      if kind == "constant" { node.parameters["value"] = Float(dice.roll(1000)) / 7 }
      if kind == "drone" { node.parameters["key"] = Float(dice.roll(128)) }
      return node
    }
    var wires: [Wire] = []
    for _ in 0..<(2 * count) {
      let (from, to) = (dice.roll(count), dice.roll(count))
      let outputs = testKinds[nodes[from].kind]?.declaration.outputs ?? []
      let inputs = testKinds[nodes[to].kind]?.declaration.inputs ?? []
      guard let output = outputs.first,
        let input = inputs.first(where: { $0.type == output.type })
      else { continue }
      wires.append(
        Wire(
          Wire.End(nodes[from].id, output.name), Wire.End(nodes[to].id, input.name),
          isFeedback: from >= to))
    }
    return Patch(nodes: nodes, wires: Array(Set(wires)).sorted { "\($0)" < "\($1)" })
  }

  /// Everything that came out of `rig`, bit by bit.
  private static func output(_ rig: TestRig) -> [String] {
    rig.audio.map { "\($0.key) \($0.value.map(\.bitPattern))" }.sorted()
      + rig.midi.map { "\($0.key) \($0.value.map { "\($0.frame) \($0.event)" })" }.sorted()
  }

  @Test(arguments: 0..<12)
  func `many threads make what one makes, bit by bit`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed) + 1)
    let alone = Self.rig(helpers: 0)
    let shared = Self.rig(helpers: 1 + seed % 3)
    var events: [[String]] = [[], []]
    for _ in 0..<6 {
      let patch = Self.randomPatch(4 + dice.roll(60), &dice)
      let lengths = (0..<60).map { _ in 1 + dice.roll(200) }
      for (index, rig) in [alone, shared].enumerated() {
        try rig.engine.load(patch)
        for length in lengths {
          rig.run(length)
          rig.engine.takeReports { node, port, event in
            events[index].append("\(node.id) \(port.name) \(event)")
          }
        }
      }
    }
    #expect(Self.output(alone) == Self.output(shared))
    #expect(events[0] == events[1])
    #expect(shared.engine.ledger.isParallel)
    #expect(!Self.output(alone).isEmpty)
  }

  @Test func `helpers do part of the work`() throws {
    let rig = Self.rig(helpers: 1)
    let ids = (0..<8).map { "n\($0)" }
    try rig.engine.load(
      makePatch(ids.map { PatchNode(id: $0, kind: "burner", parameters: ["time": 2000]) }, []))
    var helped = false
    for _ in 0..<200 where !helped {
      rig.run(64)
      helped = (rig.engine.crew?.helpedCount.load(ordering: .relaxed) ?? 0) > 0
    }
    #expect(helped)
  }

  @Test func `a helper that is held up costs silence and not the cycle`() throws {
    let kinds = NodeKinds([
      NodeKind(Staller.self), NodeKind(Sink.self), NodeKind(Drone.self), NodeKind(Constant.self),
    ])
    // Made here: made when it is first asked for, it would be made on the audio thread.
    #expect(!Staller.Gate.shared.hasCaught)
    let rig = TestRig(kinds: kinds, helperCount: 1, isForced: true, isTimedByHand: true)
    let ids = (0..<6).map { "n\($0)" }
    let patch = makePatch(
      ids.map { PatchNode(id: $0, kind: "staller") } + [
        PatchNode(id: "out", kind: "sink"), PatchNode(id: "drone", kind: "drone"),
      ], ids.map { "\($0).out -> out.in" } + ["drone.out -> out.midi"])
    try rig.engine.load(patch)
    for _ in 0..<50 { rig.run(64) }
    #expect(rig.audio["out"]?.last == 6)
    #expect(!rig.sounding("out_midi").isEmpty)
    rig.engine.executor.pointee.hasDeadline = true
    let gate = Staller.Gate.shared
    gate.shut()
    defer { gate.open() }
    for _ in 0..<20_000 where !gate.hasCaught { rig.run(64) }
    try #require(gate.hasCaught)
    rig.run(64)
    #expect(rig.audio["out"]?.suffix(64).allSatisfy { $0 == 0 } == true)
    #expect(rig.sounding("out_midi").isEmpty)
    #expect(rig.engine.takeWarnings().count == 1)
    let generation = rig.engine.status.generation
    try rig.engine.load(makePatch([PatchNode(id: "one", kind: "constant")], []))
    for _ in 0..<10 { rig.run(64) }
    #expect(rig.engine.status.generation == generation)
    #expect(rig.engine.status.frame == Int64(rig.frame))
    gate.open()
    for _ in 0..<20_000 where rig.engine.status.generation == generation { rig.run(64) }
    #expect(rig.engine.status.generation > generation)
    #expect(rig.engine.crew?.forsakenCount.load(ordering: .relaxed) == 1)
  }

  @Test func `sound goes on where it was after a helper was held up`() throws {
    let rig = TestRig(
      kinds: NodeKinds([NodeKind(Staller.self), NodeKind(Sink.self)]), helperCount: 1,
      isForced: true, isTimedByHand: true)
    let ids = (0..<6).map { "n\($0)" }
    try rig.engine.load(
      makePatch(
        ids.map { PatchNode(id: $0, kind: "staller") } + [PatchNode(id: "out", kind: "sink")],
        ids.map { "\($0).out -> out.in" }))
    for _ in 0..<50 { rig.run(64) }
    rig.engine.executor.pointee.hasDeadline = true
    let gate = Staller.Gate.shared
    gate.shut()
    defer { gate.open() }
    for _ in 0..<20_000 where !gate.hasCaught { rig.run(64) }
    try #require(gate.hasCaught)
    gate.open()
    for _ in 0..<20_000 where rig.audio["out"]?.last != 6 { rig.run(64) }
    let output = try #require(rig.audio["out"])
    #expect(output.last == 6)
    #expect(!rig.engine.ledger.isParallel)
    // From full to nothing and back within a block each, without a jump.
    #expect(zip(output, output.dropFirst()).dropFirst(1600).allSatisfy { abs($0 - $1) < 0.2 })
  }

  @Test func `what uses the outside is for the audio thread alone`() throws {
    let patch = makePatch(
      ["a", "b", "c"].map { PatchNode(id: $0, kind: "increment") },
      ["a.out -> b.in", "b.out -> c.in"])
    let topology = try Topology(patch, kinds: testKinds)
    let plan = TaskPlan(topology, order: try topology.ordered(), sharing: [], reserved: [2])
    #expect(plan.tasks == [0..<2, 2..<3])
    #expect(plan.isReserved == [false, true])
  }

  @Test func `chains are tasks, and what they lead to waits for them`() throws {
    let patch = makePatch(
      ["a", "b", "c", "d", "e"].map { PatchNode(id: $0, kind: "increment") },
      ["a.out -> b.in", "c.out -> d.in", "b.out -> e.in", "d.out -> e.in"])
    let topology = try Topology(patch, kinds: testKinds)
    let plan = TaskPlan(topology, order: try topology.ordered(), sharing: [])
    let names = plan.tasks.map { range in plan.order[range].map { topology.vertices[$0].id } }
    #expect(names == [["a", "b"], ["c", "d"], ["e"]])
    #expect(plan.successors == [[2], [2], []])
    #expect(plan.predecessorCounts == [0, 0, 2])
  }

  @Test func `those that write to one place take turns`() throws {
    let patch = makePatch(["a", "b"].map { PatchNode(id: $0, kind: "increment") }, [])
    let topology = try Topology(patch, kinds: testKinds)
    let plan = TaskPlan(topology, order: try topology.ordered(), sharing: [[1, 0]])
    #expect(plan.tasks == [0..<2])
  }

  @Test func `branches that run at once share no buffer`() throws {
    let patch = makePatch(
      ["a", "b", "c", "d"].map { PatchNode(id: $0, kind: "increment") },
      ["a.out -> b.in", "c.out -> d.in"])
    let topology = try Topology(patch, kinds: testKinds)
    let plan = try Plan(topology, isShared: true)
    let buffers = plan.steps.map { Set($0.outputs) }
    #expect(buffers[0].union(buffers[1]).isDisjoint(with: buffers[2].union(buffers[3])))
  }

  @Test func `light work is not shared`() throws {
    let rig = Self.rig(helpers: 1, forced: false)
    let ids = (0..<8).map { "n\($0)" }
    try rig.engine.load(makePatch(ids.map { PatchNode(id: $0, kind: "increment") }, []))
    for _ in 0..<2000 {
      rig.run(1)
      #expect(!rig.engine.ledger.isParallel)
    }
  }
}
