import Glibc
import Graph
import Testing

@testable import OSCControl

final class SubscriptionTests: OSCRig {
  @Test func `subscribing brings everything as it is now`() {
    server.publish("/chord", [.string("C")])
    let replies = client.ask("/subscribe", .string("//"))
    let told = Set(replies.map(\.address)).subtracting(["/heartbeat"])
    #expect(told == Set(target.parameters.map(\.address) + ["/chord"]))
  }

  @Test func `a change reaches the others and not its maker`() {
    _ = client.ask("/subscribe", .string("/node//"))
    _ = other.ask("/subscribe", .string("/node//"))
    #expect(client.ask("/node/clean/gain", .float(0.75)).isEmpty)
    #expect(other.received() == [OSCMessage("/node/clean/gain", .float(0.75))])
  }

  @Test func `the engine's word of a change does not come back to its maker`() {
    _ = client.ask("/subscribe", .string("/tempo"))
    _ = other.ask("/subscribe", .string("/tempo"))
    _ = client.ask("/tempo", .float(90))
    server.publish("/tempo", [.float(90)])
    server.tick()
    #expect(client.received().isEmpty)
    #expect(other.received() == [OSCMessage("/tempo", .float(90))])
  }

  @Test func `a clamped change reaches its maker too`() {
    _ = client.ask("/subscribe", .string("/node//"))
    #expect(
      client.ask("/node/clean/gain", .float(9)) == [OSCMessage("/node/clean/gain", .float(1))])
  }

  @Test func `fast changes are sent at the rate asked for, the last one in the end`() throws {
    _ = client.ask("/subscribe", .string("/chord"), .float(20))
    var received: [OSCMessage] = []
    let start = Clock.monotonic()
    for number in 0..<100 {
      server.publish("/chord", [.int(Int32(number))])
      server.tick()
      received += client.received()
    }
    while Clock.monotonic() - start < 120_000_000 {
      server.tick()
      received += client.received()
    }
    let elapsed = Double(Clock.monotonic() - start) / 1e9
    #expect(received.count <= Int(elapsed * 20) + 1)
    #expect(received.last == OSCMessage("/chord", .int(99)))
  }

  @Test func `who listens to one address more misses nothing of those before`() {
    let wires = Wires()
    server.connections = wires
    let page = OSCPeer(connection: 7)
    #expect(server.listen(to: "/tempo", from: page))
    for tempo in [90, 91, 92] {
      server.publish("/tempo", [.float(Float(tempo))])
      server.tick()
    }
    #expect(server.listen(to: "/node/clean/gain", from: page))
    let end = Clock.monotonic() + 20_000_000_000
    while wires.sent.last?.message != OSCMessage("/tempo", .float(92)), Clock.monotonic() < end {
      server.tick()
    }
    #expect(wires.sent.last?.message == OSCMessage("/tempo", .float(92)))
  }

  @Test func `a lease ends`() {
    _ = client.ask("/subscribe", .string("/chord"), .float(1000), .float(0.1))
    #expect(server.subscribers.all.count == 1)
    let end = Clock.monotonic() + 20_000_000_000
    while !server.subscribers.all.isEmpty, Clock.monotonic() < end { server.tick() }
    server.publish("/chord", [.int(1)])
    server.tick()
    #expect(client.received().isEmpty)
  }

  @Test func `any message of the client renews a lease`() throws {
    _ = client.ask("/subscribe", .string("/chord"), .float(1000), .float(60))
    let before = try #require(server.subscribers.all.first?.subscriptions.first?.expires)
    usleep(1000)
    _ = client.ask("/node/clean/gain", .float(1))
    let after = try #require(server.subscribers.all.first?.subscriptions.first?.expires)
    #expect(after >= before + 1_000_000)
    _ = other.ask("/node/clean/gain", .float(0.5))
    #expect(server.subscribers.all.first?.subscriptions.first?.expires == after)
  }

  @Test func `another port may be named for what is sent`() {
    _ = client.ask("/subscribe", .string("/chord"), .float(30), .float(30), .int(Int32(other.port)))
    server.publish("/chord", [.int(1)])
    server.tick()
    #expect(client.received().isEmpty)
    #expect(other.received() == [OSCMessage("/chord", .int(1))])
    #expect(client.ask("/tempo").isEmpty)
    #expect(other.received() == [OSCMessage("/tempo", .float(120))])
  }

  @Test func `unsubscribing ends it`() {
    _ = client.ask("/subscribe", .string("/chord"))
    _ = client.ask("/subscribe", .string("/beat"))
    #expect(
      client.ask("/unsubscribe", .string("/chord"), .string("#1")).last?.arguments.last == .int(1))
    server.publish("/chord", [.int(1)])
    server.publish("/beat", [.int(2)])
    server.tick()
    #expect(client.received() == [OSCMessage("/beat", .int(2))])
  }

  @Test func `sixty-four clients may listen and no more`() throws {
    for port in 1...64 {
      _ = client.ask(
        "/subscribe", .string("/none"), .float(1), .float(60), .int(Int32(20000 + port)))
    }
    let replies = other.ask("/subscribe", .string("/none"), .string("#1"))
    #expect(replies.first?.arguments[2] == .int(429))
  }

  @Test func `a new patch is told whole`() {
    _ = client.ask("/subscribe", .string("/node//"))
    target.generation += 1
    server.tick()
    #expect(client.received().count == target.parameters.count)
  }

  @Test func `what is sent stays under 1400 bytes a datagram`() {
    target.parameters = (0..<200).map {
      ControlParameter(node: "node_\($0)", declaration: .toggle("mute", default: false, "Silence."))
    }
    target.values = Array(repeating: 0, count: 200)
    target.generation += 1
    client.send(.message(OSCMessage("/subscribe", .string("//"))))
    server.receiveAll()
    let datagrams = client.datagrams()
    #expect(datagrams.count > 3)
    #expect(datagrams.allSatisfy { $0.count < 1400 })
  }
}
