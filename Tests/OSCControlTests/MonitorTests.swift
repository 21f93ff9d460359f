import Testing

@testable import OSCControl

final class MonitorTests: OSCRig {
  /// Who watches, and whose messages.
  private var watcher: TestClient { other }
  private var player: TestClient { client }

  override init() throws {
    try super.init()
    #expect(watcher.ask("/monitor", .float(60)).isEmpty)
  }

  /// What the watcher hears after `packets`, the sender's name taken off.
  private func heard(after packets: OSCPacket...) -> [[OSCArgument]] {
    for packet in packets { player.send(packet) }
    server.receiveAll()
    return watcher.received().filter { $0.address == "/monitor" }.map {
      #expect($0.arguments.first == .string("127.0.0.1:\(player.port)"))
      return Array($0.arguments.dropFirst())
    }
  }

  private func message(_ address: String, _ arguments: OSCArgument...) -> OSCPacket {
    .message(OSCMessage(address, arguments))
  }

  @Test func `each message is told with its sender and what it did`() {
    let reports = heard(
      after: message("/node/clean/gain", .float(0.25)), message("/node/clean/gain", .float(9)),
      message("/node/band/style", .string("swing")), message("/node/clean/gian", .float(1)),
      message("/tempo", .float(900)), message("/panic"))
    #expect(
      reports == [
        // It overtakes the others.
        [.string("accepted"), .string(""), .string("/panic")],
        [.string("accepted"), .string("0.25"), .string("/node/clean/gain"), .float(0.25)],
        [.string("clamped"), .string("1.0"), .string("/node/clean/gain"), .float(9)],
        [.string("accepted"), .string("2.0"), .string("/node/band/style"), .string("swing")],
        [
          .string("refused"),
          .string("404 no such address; did you mean /node/clean/gain?"),
          .string("/node/clean/gian"), .float(1),
        ],
        [.string("clamped"), .string("400.0"), .string("/tempo"), .float(900)],
      ])
  }

  @Test func `what is no OSC at all is told, too`() {
    player.send([0x2f, 0x61, 0x62])
    server.receiveAll()
    let report = watcher.received().first
    #expect(report?.arguments[1] == .string("refused"))
    #expect(report?.arguments[2].text?.isEmpty == false)
  }

  @Test func `a bundle that fails is refused message by message`() {
    let bundle = OSCPacket.bundle(
      .immediately,
      [message("/node/clean/gain", .float(0.5)), message("/node/clean/style", .float(1))])
    let reports = heard(after: bundle)
    #expect(reports.map(\.first) == [.string("refused"), .string("refused")])
    #expect(
      Set(reports.compactMap { $0[2].text }) == ["/node/clean/gain", "/node/clean/style"])
  }

  @Test func `a load waits, then is accepted or refused`() {
    #expect(heard(after: message("/patch/load", .string("a.yaml"))).isEmpty)
    target.completions[0](.underWay("synth", share: 0.5))
    target.completions[0](.failed("a.yaml:1:1: error"))
    #expect(
      heard().map { $0.prefix(2) } == [
        [.string("waiting"), .string("synth")],
        [.string("refused"), .string("422 a.yaml:1:1: error")],
      ])
  }

  @Test func `a flood is counted, not told, and all of it is carried out`() {
    for index in 0..<500 { player.send(message("/node/clean/frequency", .int(Int32(index + 20)))) }
    server.receiveAll()
    let messages = watcher.received()
    #expect(messages.count { $0.address == "/monitor" } == Monitors.pendingLimit)
    let missed = messages.first { $0.address == "/monitor/missed" }
    #expect(missed?.arguments == [.int(Int32(500 - Monitors.pendingLimit))])
    #expect(server.counts.sets == 500)
  }

  @Test func `it ends when asked to, and there are only so many`() throws {
    #expect(watcher.ask("/monitor", .float(0)).isEmpty)
    #expect(heard(after: message("/panic")).isEmpty)
    for _ in 0..<Monitors.limit { _ = try TestClient(server).ask("/monitor") }
    let answer = watcher.ask("/monitor", .float(10), .string("#1"))
    #expect(answer.first?.address == "/error")
    #expect(answer.first?.arguments[2] == .int(429))
  }

  @Test func `long texts do not make a datagram too long`() {
    let long = OSCArgument.string(String(repeating: "é", count: 300))
    player.send(.message(OSCMessage("/ping", Array(repeating: long, count: 40))))
    server.receiveAll()
    let sizes = watcher.datagrams().map(\.count)
    #expect(sizes.count == 1 && sizes[0] <= OSCSocket.datagramSize)
  }
}
