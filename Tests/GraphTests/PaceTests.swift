import Synchronization
import Testing

@testable import Graph

@Suite struct PaceTests {
  /// Two chains side by side.
  private static func pace() throws -> Pace {
    let patch = makePatch(["a", "b"].map { PatchNode(id: $0, kind: "increment") }, [])
    let topology = try Topology(patch, kinds: testKinds)
    let plan = TaskPlan(topology, order: try topology.ordered(), sharing: [])
    return Pace(plan, flag: nil, helperCount: 1)
  }

  private static func run(
    _ pace: inout Pace, _ count: Int, costs: [Double], inLine: Double, shared: Double
  ) {
    for _ in 0..<count {
      pace.record(pace.isParallel ? shared : inLine, isParallel: pace.isParallel)
      pace.decide(costs, least: 40_000)
    }
  }

  @Test func `what is quicker shared is shared`() throws {
    var pace = try Self.pace()
    Self.run(&pace, 1000, costs: [100_000, 100_000], inLine: 200_000, shared: 110_000)
    #expect(pace.isParallel)
    #expect(pace.gain < 0.6)
  }

  @Test func `what is not quicker shared is run in line, and tried more and more rarely`() throws {
    var pace = try Self.pace()
    var tries: [Int] = []
    for cycle in 0..<20_000 {
      let before = pace.isParallel
      Self.run(&pace, 1, costs: [100_000, 100_000], inLine: 200_000, shared: 230_000)
      if pace.isParallel, !before { tries.append(cycle) }
    }
    #expect(!pace.isParallel)
    #expect(tries.count >= 3)
    #expect(tries.count < 12)
  }

  @Test func `one long chain beside a short one is not worth a try`() throws {
    var pace = try Self.pace()
    for _ in 0..<1000 {
      Self.run(&pace, 1, costs: [190_000, 10_000], inLine: 200_000, shared: 100_000)
      #expect(!pace.isParallel)
    }
  }

  @Test func `too little work is not worth a try`() throws {
    var pace = try Self.pace()
    for _ in 0..<1000 {
      Self.run(&pace, 1, costs: [10_000, 10_000], inLine: 20_000, shared: 10_000)
      #expect(!pace.isParallel)
    }
  }

  @Test func `after a helper was held up, nothing is shared for a long time`() throws {
    var pace = try Self.pace()
    Self.run(&pace, 1000, costs: [100_000, 100_000], inLine: 200_000, shared: 110_000)
    pace.giveUp()
    for _ in 0..<100_000 {
      Self.run(&pace, 1, costs: [100_000, 100_000], inLine: 200_000, shared: 110_000)
      if pace.isParallel { break }
    }
    #expect(!pace.isParallel)
  }
}
