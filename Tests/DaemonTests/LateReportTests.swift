import Testing

@testable import Daemon
@testable import Graph
@testable import OSCControl

@Suite struct LateReportTests {
  @Test(arguments: [false, true])
  func `a late cycle is told as its address declares`(_ isInterruption: Bool) throws {
    let record = LateRecord(
      frame: 4800, duration: 6_000_000, period: 5_000_000, budget: 4_000_000, partCount: 1,
      nodes: ["fuzz", "room"], cost: 3_000_000, usual: 2000, shedCount: 0,
      isInterruption: isInterruption, disturbance: Disturbance())
    let values = LateReport(record).values(count: 2)
    let declared = try #require(Topics.fixed.first { $0.address == "/ledger/late" })
    #expect(values.map(\.tag) == declared.fields.map(\.tag))
    #expect(values[1] == .string("fuzz room"))
    #expect(values[6] == .int(isInterruption ? 1 : 0))
  }
}
