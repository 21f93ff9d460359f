import Graph
import Testing

@testable import OSCControl

/// What other machines may take of what there is for all, and what they leave to others and to this one.
final class SharingTests: OSCRig {
  /// The client `number` at another machine.
  private func stranger(_ number: UInt32 = 1, at machine: UInt8 = 2) -> OSCPeer {
    OSCPeer(connection: number, address: 0x0a00_0000 | UInt32(machine), isStranger: true)
  }

  private func send(_ address: String, _ arguments: OSCArgument..., from peer: OSCPeer) {
    server.receive(OSCMessage(address, arguments).bytes, from: peer)
  }

  private func send(_ messages: [OSCMessage], in seconds: Double, from peer: OSCPeer) {
    let time = OSCTime(nanoseconds: Clock.wall() + Int64(seconds * 1e9))
    server.receive(OSCPacket.bundle(time, messages.map(OSCPacket.message)).bytes, from: peer)
  }

  private func roll() {
    target.origin = Clock.monotonic()
    target.music = MusicalTimeTests.music(beat: 5.5)
  }

  @Test func `one other machine takes a quarter of the subscriptions, all together three quarters`()
  {
    func count(at machine: UInt8) -> Int {
      server.subscribers.all.count { $0.source.address & 0xff == machine }
    }
    for machine in UInt8(1)...8 {
      for number in UInt32(1)...32 {
        send("/subscribe", .string("/chord"), from: stranger(number, at: machine))
      }
    }
    #expect((UInt8(1)...8).map(count) == [16, 16, 16, 0, 0, 0, 0, 0])
    #expect(client.ask("/subscribe", .string("/chord"), .string("#1")).last?.address == "/reply")
    send("/unsubscribe", from: stranger(1, at: 1))
    send("/subscribe", .string("/chord"), from: stranger(1, at: 8))
    #expect(count(at: 8) == 1)
  }

  @Test func `bundles that wait are shared alike`() {
    for number in 0..<1500 {
      send([OSCMessage("/panic")], in: 9, from: stranger(at: UInt8(number / 300 + 1)))
    }
    #expect(server.queue.count == 768)
    client.send(
      .bundle(OSCTime(nanoseconds: Clock.wall() + 9_000_000_000), [.message(OSCMessage("/panic"))]))
    server.receiveAll()
    #expect(server.queue.count == 769)
  }

  @Test func `a few large bundles are many`() {
    let many = Array(repeating: OSCMessage("/node/clean/gain", .float(1)), count: 600)
    for _ in 0..<8 { send(many, in: 9, from: stranger()) }
    #expect(server.queue.count == 6)
  }

  @Test func `what waits for a bar is shared alike, and comes free again`() {
    roll()
    let later = OSCMessage("/at/bar", .int(900), .string("/panic")).bytes
    for machine in UInt8(2)...3 {
      for _ in 0..<260 { server.receive(later, from: stranger(at: machine)) }
      #expect(server.beats.entries.count == 256)
      if machine == 2 { _ = client.ask("/at/cancel") }
    }
    #expect(client.ask("/at/bar", .int(9), .string("/panic"), .string("#1")).isEmpty)
    #expect(server.beats.entries.count == 257)
  }

  @Test func `what waits is no more than four megabytes, whoever sent it`() {
    roll()
    let large = OSCArgument.blob([UInt8](repeating: 1, count: 60_000))
    for _ in 0..<100 {
      _ = client.ask("/at/bar", .int(900), .string("/ping"), large)
      send([OSCMessage("/ping", large)], in: 9, from: client.peer)
    }
    #expect(server.beats.entries.count == 69)
    #expect(server.queue.count == 69)
  }

  @Test func `what takes long is asked for by one machine in part only`() {
    for _ in 0..<20 { send("/sync", from: stranger()) }
    #expect(target.settled.count == 16)
    for _ in 0..<20 { send("/sync", from: stranger(at: 3)) }
    #expect(target.settled.count == 32)
    for answer in target.settled { answer(.done("")) }
    send("/sync", from: stranger())
    #expect(target.settled.count == 33)
    for _ in 0..<30 { _ = client.ask("/sync") }
    #expect(target.settled.count == 63)
  }

  @Test func `another machine waits for one chart at a time, and all together for two`() throws {
    for machine in UInt8(2)...5 {
      for _ in 0..<3 { send("/chart/heard", from: stranger(at: machine)) }
    }
    #expect(target.charts.count == 2)
    target.charts[0].completion(.done("{title: Song}"))
    for _ in 0..<3 { send("/chart/heard", from: stranger(at: 5)) }
    #expect(target.charts.count == 3)
    for _ in 0..<5 { _ = client.ask("/chart/heard") }
    #expect(target.charts.count == 8)
  }

  @Test func `another machine pays for what it has us look at`() {
    target.parameters = (0..<6300).map { index in
      ControlParameter(node: "n\(index)", declaration: .number("gain", 0...1, default: 0, "How."))
    }
    target.values = target.parameters.map(\.declaration.initial)
    target.generation += 1
    server.tick()
    let sets = [OSCMessage("/node/*/gain", .float(1))]
    let panic = [OSCMessage("/panic")]
    let affords = (0..<12).map { _ in server.affords(sets, stranger(), at: 0) }
    #expect(affords == Array(repeating: true, count: 10) + [false, false])
    #expect(server.affords(panic, stranger(), at: 0))
    #expect(server.affords(sets, stranger(at: 3), at: 0))
    #expect(server.affords(sets, stranger(), at: 1_000_000_000))
    #expect((0..<100).allSatisfy { _ in server.affords(sets, client.peer, at: 0) })
  }

  @Test func `a machine is told of its errors once a second, however many clients it has`() {
    let wires = Wires()
    server.connections = wires
    for number in UInt32(1)...100 { send("/nowhere", from: stranger(number)) }
    send("/nowhere", from: stranger(at: 3))
    #expect(wires.sent.map(\.connection) == [1, 1])
  }
}
