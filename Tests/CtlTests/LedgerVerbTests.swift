import OSCControl
import Testing

@Suite struct LedgerVerbTests {
  let daemon = DaemonStub()

  @Test func `ledger shows a node a line`() throws {
    #expect(
      try daemon.strumctl("ledger").output == """
        node   mean   min    max    p50    p99   share  late
        ear   12.50  9.00  80.25  12.00  48.00  1.00 %     3
        out    6.25  4.50  40.13   6.00  24.00  1.00 %     3

        """)
  }

  @Test func `ledger is JSON when asked for`() throws {
    #expect(try daemon.strumctl("ledger", "--json").output == daemon.ledger)
  }

  @Test func `ledger can be made to count anew`() throws {
    #expect(try daemon.strumctl("ledger", "--reset").status == 0)
    #expect(daemon.commands == [.resetLedger])
  }

  @Test func `top names the costliest nodes`() throws {
    let line = "costliest  ear 1.0 %  out 1.0 %"
    let output = try daemon.watch("top") { server in
      for cost in daemon.costs { server.publish(cost.address, cost.values) }
    } until: { _, output in
      output.contains(line)
    }
    #expect(output.contains(line))
  }
}
