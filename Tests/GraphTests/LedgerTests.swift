import Graph
import Testing

@Suite struct LedgerTests {
  private static func rig(_ patch: Patch) throws -> TestRig {
    let rig = TestRig(isTimedByHand: true)
    try rig.engine.load(patch)
    rig.engine.executor.pointee.hasDeadline = true
    rig.run(64)
    rig.engine.resetLedger()
    return rig
  }

  private static let chain = makePatch(
    [
      PatchNode(id: "one", kind: "constant"),
      PatchNode(id: "slow", kind: "burner", parameters: ["time": 300]),
      PatchNode(id: "out", kind: "sink"),
    ], ["one.out -> slow.in", "slow.out -> out.in"])

  /// Many light nodes in a row, and a burner in their midst.
  private static func crowd(_ count: Int) -> Patch {
    let ids = (0..<count).map { "n\($0)" }
    return makePatch(
      ids.map { PatchNode(id: $0, kind: $0 == "n77" ? "burner" : "increment") },
      zip(ids, ids.dropFirst()).map { "\($0).out -> \($1).in" })
  }

  @Test func `every node's cost is known, cycle by cycle`() throws {
    let rig = try Self.rig(Self.chain)
    for _ in 0..<9 { rig.run(64) }
    _ = rig.engine.set([("slow", "time", 400)])
    rig.run(64)
    let costs = rig.engine.costs
    #expect(costs.map(\.id) == ["one", "slow", "out"])
    #expect(costs.map(\.count) == [10, 10, 10])
    #expect(costs[1].minimum == 300_000)
    #expect(costs[1].mean == 310_000)
    #expect(costs[1].maximum == 400_000)
    #expect(costs[1].histogram.counts.reduce(0, +) == 10)
    #expect(costs[0].maximum == 0)
  }

  @Test func `a late cycle names the node, the frame and the cost`() throws {
    let rig = try Self.rig(Self.chain)
    for _ in 0..<4 { rig.run(64) }
    _ = rig.engine.ledger.takeRecords()
    _ = rig.engine.set([("slow", "time", 50_000)])
    let frame = rig.engine.status.frame
    rig.run(64)
    let record = try #require(rig.engine.ledger.takeRecords().first)
    #expect(record.nodes == ["slow"])
    #expect(record.frame == frame)
    #expect(record.cost == 50_000_000)
    #expect(record.duration == record.cost)
    #expect(record.usual == 300_000)
    #expect(record.period == 64 * 1_000_000_000 / 48_000)
    #expect(record.isMissed)
    #expect(rig.engine.costs[1].lateCount == 1)
  }

  @Test func `a cycle over its budget is late before it misses its deadline`() throws {
    let rig = try Self.rig(Self.chain)
    rig.engine.ledger.budget = 0.2
    rig.run(64)
    let record = try #require(rig.engine.ledger.takeRecords().first)
    #expect(record.budget == record.period / 5)
    #expect(!record.isMissed)
  }

  @Test func `a cycle that used less time than it took was interrupted`() throws {
    let rig = try Self.rig(Self.chain)
    rig.engine.ledger.processorLimit = 100_000
    _ = rig.engine.set([("slow", "time", 5000)])
    rig.run(64)
    let record = try #require(rig.engine.ledger.takeRecords().last)
    #expect(record.isInterruption)
    #expect(rig.engine.costs[1].lateCount == 0)
  }

  /// A record of a cycle in which the burner takes `time` µs instead of 300, and the system did that to us.
  private static func record(_ time: Float, _ disturbance: Disturbance) throws -> LateRecord {
    let rig = try Self.rig(Self.chain)
    for _ in 0..<20 { rig.run(64) }
    rig.engine.ledger.disturbance = disturbance
    _ = rig.engine.set([("slow", "time", time)])
    rig.run(64)
    return try #require(rig.engine.ledger.takeRecords().last)
  }

  @Test func `a late cycle tells whose doing it was`() throws {
    #expect(try Self.record(3000, Disturbance()).doing == .ours)
    #expect(try Self.record(30_000, Disturbance()).doing == .unknown)
    var disturbance = Disturbance()
    disturbance.wait = 2_000_000
    #expect(try Self.record(3000, disturbance).doing == .system)
    disturbance.wait = 200_000
    #expect(try Self.record(3000, disturbance).doing == .ours)
    disturbance.pageFaults = 1
    #expect(try Self.record(30_000, disturbance).doing == .ours)
  }

  @Test func `a cycle in many parts, each of which costs as a whole one does, is our doing`() throws
  {
    let rig = try Self.rig(Self.chain)
    for _ in 0..<20 { rig.run(64) }
    _ = rig.engine.ledger.takeRecords()
    let frame = rig.engine.status.frame
    _ = rig.engine.set([("slow", "time", 1100)])
    for place in 1..<40 {
      _ = rig.engine.set([("one", "value", Float(place))], at: frame + Int64(place))
    }
    rig.run(64)
    let record = try #require(rig.engine.ledger.takeRecords().last)
    #expect(record.partCount > 4)
    #expect(record.nodes == ["slow"])
    #expect(record.cost == record.partCount * 1_100_000)
    #expect(record.usual == 300_000)
    #expect(record.cost > 20 * record.usual, "more than would be believed of one block")
    #expect(record.doing == .ours)
  }

  @Test func `a stall of the engine itself is held against what it takes as a rule`() throws {
    let rig = try Self.rig(Self.chain)
    for _ in 0..<20 { rig.run(64, engineTime: 2000) }
    rig.run(64, engineTime: 3_000_000)
    let record = try #require(rig.engine.ledger.takeRecords().last)
    #expect(record.nodes.isEmpty)
    #expect(record.cost == 3_000_000)
    #expect((1800...2000).contains(record.usual))
    #expect(record.doing == .unknown)
  }

  @Test func `without a deadline nothing is late, and costs are known all the same`() throws {
    let rig = try Self.rig(Self.chain)
    rig.engine.executor.pointee.hasDeadline = false
    _ = rig.engine.set([("slow", "time", 5000)])
    for _ in 0..<8 { rig.run(64) }
    #expect(rig.engine.ledger.takeRecords().isEmpty)
    #expect(rig.engine.costs[1].count == 2)
  }

  @Test func `in a large graph each node gets its turn to be timed alone`() throws {
    let rig = try Self.rig(Self.crowd(200))
    for _ in 0..<8 { rig.run(64) }
    let counts = rig.engine.costs.map(\.count)
    #expect(counts.count == 200)
    #expect(Set(counts.dropFirst().dropLast()) == [1])
  }

  @Test func `in a large graph a late cycle names no more than a few nodes`() throws {
    let rig = try Self.rig(Self.crowd(200))
    for _ in 0..<8 { rig.run(64) }
    _ = rig.engine.ledger.takeRecords()
    _ = rig.engine.set([("n77", "time", 20_000)])
    for _ in 0..<16 { rig.run(64) }
    let records = rig.engine.ledger.takeRecords()
    #expect(records.count == 16)
    for record in records {
      #expect(record.nodes.count < 8)
      #expect(record.nodes.contains("n77"))
    }
    #expect(records.contains { $0.nodes == ["n77"] })
  }

  @Test func `a heavy node in a large graph is timed in every cycle`() throws {
    let rig = try Self.rig(Self.crowd(200))
    _ = rig.engine.set([("n77", "time", 200)])
    for _ in 0..<300 { rig.run(64) }
    let before = rig.engine.costs[77].count
    for _ in 0..<10 { rig.run(64) }
    #expect(rig.engine.costs[77].count == before + 10)
  }

  @Test func `a command in the middle of a cycle does not cut a cost in two`() throws {
    let rig = try Self.rig(Self.chain)
    let frame = rig.engine.status.frame
    _ = rig.engine.set([("one", "value", 5), ("slow", "time", 300)], at: frame + 30)
    rig.run(64)
    let cost = rig.engine.costs[1]
    #expect(cost.count == 1)
    #expect(cost.minimum == 600_000)
  }

  @Test func `cycles that nobody reads are counted as lost`() throws {
    let rig = try Self.rig(Self.chain)
    _ = rig.engine.set([("slow", "time", 0)])
    for _ in 0..<5000 {
      rig.engine.executor.pointee.begin()
      rig.engine.executor.pointee.run(1)
    }
    rig.engine.poll()
    #expect(rig.engine.ledger.lostCount > 0)
    #expect(rig.engine.ledger.lostCount + rig.engine.costs[0].count == 5000)
  }

  @Test func `a reset forgets figures and late cycles`() throws {
    let rig = try Self.rig(Self.chain)
    _ = rig.engine.set([("slow", "time", 5000)])
    rig.run(64)
    rig.engine.resetLedger()
    #expect(rig.engine.ledger.records.isEmpty)
    #expect(rig.engine.ledger.lateCount == 0)
    #expect(rig.engine.costs.map(\.count) == [0, 0, 0])
    #expect(rig.engine.costs[1].recent > 0)
  }

  @Test func `one interrupted cycle hardly changes what a node is said to take`() throws {
    let rig = try Self.rig(Self.chain)
    for _ in 0..<100 { rig.run(64) }
    let before = rig.engine.costs[1].recent
    _ = rig.engine.set([("slow", "time", 100_000)])
    rig.run(64)
    #expect(rig.engine.costs[1].recent < before * 1.1)
  }

  @Test func `nor does one right after a reset`() throws {
    let rig = try Self.rig(Self.chain)
    for _ in 0..<100 { rig.run(64) }
    let before = rig.engine.costs[1].recent
    rig.engine.resetLedger()
    _ = rig.engine.set([("slow", "time", 100_000)])
    rig.run(64)
    #expect(rig.engine.costs[1].recent < before * 1.1)
  }

  @Test func `a node that takes ten times as much in earnest is known to within 0.3 s`() throws {
    let rig = try Self.rig(Self.chain)
    for _ in 0..<100 { rig.run(64) }
    let before = rig.engine.costs[1].recent
    _ = rig.engine.set([("slow", "time", 3000)])
    for _ in 0..<225 { rig.run(64) }
    #expect(rig.engine.costs[1].recent > before * 9)
    _ = rig.engine.set([("slow", "time", 300)])
    for _ in 0..<225 { rig.run(64) }
    #expect(rig.engine.costs[1].recent < before * 1.4)
  }

  @Test func `of several of a kind the costliest tells what the next may take`() throws {
    var patch = Self.chain
    for (index, time) in [5, 300, 40].enumerated() {
      patch.nodes.append(
        PatchNode(id: "more\(index)", kind: "burner", parameters: ["time": Float(time)]))
    }
    let rig = try Self.rig(patch)
    for _ in 0..<100 { rig.run(64) }
    patch.nodes.append(PatchNode(id: "next", kind: "burner"))
    let version = PatchVersion(patch, environment: rig.environment)
    let forecast = rig.engine.forecast(try rig.engine.prepare(version, rehearses: false))
    let cost = try #require(forecast.first { $0.node == "next" }?.cost)
    #expect(abs(cost * 64 - 300_000) < 3000)
  }

  @Test func `a node keeps its figures when another one changes`() throws {
    let rig = try Self.rig(Self.chain)
    for _ in 0..<4 { rig.run(64) }
    var patch = Self.chain
    patch.nodes.append(PatchNode(id: "more", kind: "increment"))
    try rig.engine.load(patch)
    for _ in 0..<40 { rig.run(64) }
    #expect(rig.engine.costs.first { $0.id == "slow" }?.count == 44)
  }
}
