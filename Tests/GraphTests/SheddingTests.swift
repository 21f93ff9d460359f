import Graph
import Testing

/// Cycles of 64 frames last 1333 µs here, of which 933 may be used.
@Suite struct SheddingTests {
  private static func rig(_ patch: Patch, kinds: NodeKinds = testKinds) throws -> TestRig {
    let rig = TestRig(kinds: kinds, isTimedByHand: true)
    try rig.engine.load(patch)
    rig.engine.executor.pointee.hasDeadline = true
    return rig
  }

  /// Runs cycles until `condition` holds, a minute of music at most.
  private static func run(_ rig: TestRig, until condition: () -> Bool) -> Bool {
    for _ in 0..<45_000 {
      rig.run(64)
      if condition() { return true }
    }
    return false
  }

  /// A sound that is heard, and beside it what `listed` names.
  private static func patch(_ listed: [String]) -> Patch {
    var patch = makePatch(
      [
        PatchNode(id: "one", kind: "constant"), PatchNode(id: "out", kind: "sink"),
        PatchNode(id: "a", kind: "burner"), PatchNode(id: "b", kind: "burner"),
        PatchNode(id: "hum", kind: "hummer"), PatchNode(id: "after", kind: "increment"),
      ],
      [
        "one.out -> out.in", "one.out -> a.in", "one.out -> b.in", "hum.out -> out.midi",
        "a.out -> after.in",
      ])
    patch.shed = listed
    return patch
  }

  @Test func `what is listed is left out when time runs short, and the sound goes on`() throws {
    let rig = try Self.rig(Self.patch(["a"]))
    _ = rig.engine.set([("a", "time", 2000)])
    #expect(Self.run(rig) { rig.engine.status.shedCount == 1 })
    let before = rig.engine.status.shedCycles
    for _ in 0..<4 { rig.run(64) }
    #expect(rig.engine.status.shedCycles == before + 4)
    #expect(rig.audio["out"] == [Float](repeating: 1, count: rig.frame))
  }

  @Test func `no more is left out than has to be, in the order of the list`() throws {
    let rig = try Self.rig(Self.patch(["b", "a"]))
    for _ in 0..<4 { rig.run(64) }
    _ = rig.engine.set([("a", "time", 600), ("b", "time", 600)])
    #expect(Self.run(rig) { rig.engine.status.shedCount == 1 })
    let counts = ["a", "b"].map { rig.engine.instances[$0]?.cost.count ?? 0 }
    rig.run(64)
    #expect(rig.engine.status.shedCount >= 1)
    #expect(rig.engine.instances["b"]?.cost.count == counts[1])
  }

  @Test func `what was left out comes back when there is time`() throws {
    let rig = try Self.rig(Self.patch(["a"]))
    _ = rig.engine.set([("a", "time", 2000)])
    #expect(Self.run(rig) { rig.engine.status.shedCount == 1 })
    _ = rig.engine.set([("a", "time", 0)])
    #expect(Self.run(rig) { rig.engine.status.shedCount == 0 })
  }

  @Test func `a node that would not fit stays out for longer and longer`() throws {
    let rig = try Self.rig(Self.patch(["a"]))
    _ = rig.engine.set([("a", "time", 2000)])
    for _ in 0..<15_000 { rig.run(64) }
    let early = rig.engine.instances["a"]?.cost.count ?? 0
    for _ in 0..<15_000 { rig.run(64) }
    let late = (rig.engine.instances["a"]?.cost.count ?? 0) - early
    #expect(early > 1)
    #expect(late <= early)
    #expect(early < 100)
  }

  @Test func `the notes of what is left out end`() throws {
    let rig = try Self.rig(Self.patch(["hum"]))
    rig.run(64)
    #expect(!rig.sounding("out_midi").isEmpty)
    _ = rig.engine.set([("hum", "time", 2000)])
    #expect(Self.run(rig) { rig.engine.status.shedCount == 1 })
    #expect(rig.sounding("out_midi").isEmpty)
  }

  @Test func `without a deadline nothing is left out`() throws {
    let rig = try Self.rig(Self.patch(["a"]))
    rig.engine.executor.pointee.hasDeadline = false
    _ = rig.engine.set([("a", "time", 2000)])
    for _ in 0..<40 { rig.run(64) }
    #expect(rig.engine.status.shedCycles == 0)
  }

  @Test func `analysis that was left out keeps its place in time`() throws {
    let kinds = NodeKinds([
      NodeKind(Increment.self), NodeKind(Sampler.self), NodeKind(Burner.self),
    ])
    var patch = makePatch(
      [
        PatchNode(id: "age", kind: "increment"), PatchNode(id: "sampler", kind: "sampler"),
        PatchNode(id: "load", kind: "burner"),
      ], ["age.age -> sampler.in"])
    patch.shed = ["sampler"]
    let rig = try Self.rig(patch, kinds: kinds)
    for _ in 0..<4 { rig.run(64) }
    _ = rig.engine.set([("load", "time", 1200)])
    #expect(Self.run(rig) { rig.engine.status.shedCount == 1 })
    _ = rig.engine.set([("load", "time", 0)])
    #expect(Self.run(rig) { rig.engine.status.shedCount == 0 })
    rig.engine.takeReports { _, _, _ in }
    var count = 0
    let hasHeard = Self.run(rig) {
      rig.engine.takeReports { _, _, event in
        guard event.values[0] > 0 else { return }
        #expect(event.values[0] == Float(event.time))
        count += 1
      }
      return count > 10
    }
    #expect(hasHeard)
  }

  @Test(arguments: [
    ("one", ShedObstacle.isHeard(["one", "out"])), ("out", .isOutlet),
  ])
  func `what is heard cannot be listed`(id: String, obstacle: ShedObstacle) {
    let rig = TestRig()
    #expect(throws: LoadError([.cannotShed(id, obstacle)])) {
      try rig.engine.load(Self.patch([id]))
    }
  }

  /// As whoever may edit a patch could ask for it: in whole, the ways out of n nodes are n * n / 2 names.
  @Test func `of many nodes that are heard a few are told, with both ends of their ways out`()
    throws
  {
    let ids = (0..<1000).map { "n\($0)" }
    let nodes = ids.map { PatchNode(id: $0, kind: "increment") }
    let wires = zip(ids, ids.dropFirst()).map { "\($0).out -> \($1).in" }
    var patch = makePatch(
      nodes + [PatchNode(id: "out", kind: "sink")], wires + ["n999.out -> out.in"])
    patch.shed = ids
    let rig = TestRig()
    let error = try #require(throws: LoadError.self) { try rig.engine.load(patch) }
    #expect(error.errors.count == 100)
    let way = "n0 -> n1 -> n2 -> n3 -> (993 more) -> n997 -> n998 -> n999 -> out"
    #expect(error.errors.first?.message == "'n0' cannot be shed: its sound is heard (\(way))")
    #expect(error.errors.allSatisfy { $0.message.utf8.count < 200 })
  }

  @Test func `a name that is no node's cannot be listed`() {
    let rig = TestRig()
    #expect(throws: LoadError([.unknownShed("who")])) {
      try rig.engine.load(Self.patch(["who"]))
    }
  }

  @Test func `a foreign node that is late again and again is bypassed and named`() throws {
    let rig = try Self.rig(
      makePatch(
        [
          PatchNode(id: "one", kind: "constant"), PatchNode(id: "out", kind: "sink"),
          PatchNode(id: "alien", kind: "foreign_burner"),
        ], ["one.out -> alien.in", "alien.right -> out.in"]))
    rig.run(64)
    #expect(rig.audio["out"]?.last == 2)
    _ = rig.engine.set([("alien", "time", 3000)])
    var bypassed: [String] = []
    #expect(
      Self.run(rig) {
        bypassed += rig.engine.ledger.takeBypasses()
        return !bypassed.isEmpty
      })
    #expect(bypassed == ["alien"])
    rig.run(64)
    let fade = try #require(rig.audio["out"]?.suffix(65))
    #expect(fade.first == 2)
    #expect(fade.last == 1)
    #expect(zip(fade, fade.dropFirst()).allSatisfy { $0 - $1 > 0 && $0 - $1 < 0.02 })
    rig.run(64)
    #expect(rig.audio["out"]?.suffix(64) == ArraySlice([Float](repeating: 1, count: 64)))
    _ = rig.engine.set([("alien", "time", 0)])
    rig.engine.resetLedger()
    rig.run(64)
    let rise = try #require(rig.audio["out"]?.suffix(65))
    #expect(rise.last == 2)
    #expect(zip(rise, rise.dropFirst()).allSatisfy { $1 - $0 > 0 && $1 - $0 < 0.02 })
  }
}
