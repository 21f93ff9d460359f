import Glibc
import Graph
import Testing

@testable import OSCControl

/// What asks for much work in few bytes.
final class EffortTests: OSCRig {
  private func bundle(_ messages: [OSCMessage], at time: OSCTime = .immediately) -> OSCPacket {
    .bundle(time, messages.map(OSCPacket.message))
  }

  @Test(arguments: ["//", "/node/*/gain", "/patch/kinds"])
  func `a bundle that asks for too much is refused as a whole, in one answer`(address: String) {
    let first = OSCMessage("/node/clean/gain", .float(1), .string("#1"))
    let many = Array(repeating: OSCMessage(address), count: 2000)
    let replies = client.ask(bundle([first] + many))
    #expect(replies.map(\.address) == ["/error"])
    #expect(
      replies.first?.arguments.prefix(3) == [
        .string("/node/clean/gain"), .string("#1"), .int(413),
      ])
    #expect(target.groups.isEmpty && target.values[1] == 0.5)
  }

  @Test func `bundles in a bundle, and what waits for a bar, count alike`() {
    target.origin = Clock.monotonic()
    target.music = MusicalTimeTests.music(beat: 5.5)
    let gets = Array(repeating: OSCMessage("//", .string("#1")), count: 60)
    let nested = OSCPacket.bundle(.immediately, Array(repeating: bundle(gets), count: 30))
    let waiting = OSCMessage("/at/bar", .int(1), .string("//"), .string("#1"))
    for packet in [nested, bundle(Array(repeating: waiting, count: 1200))] {
      #expect(client.ask(packet).map(\.address) == ["/error"])
    }
    #expect(server.beats.entries.isEmpty)
  }

  @Test func `a pattern alone may ask for all there is, and a few together for some`() {
    target.parameters = (0..<5000).map { index in
      ControlParameter(node: "n\(index)", declaration: .number("gain", 0...1, default: 0, "How."))
    }
    target.values = target.parameters.map(\.declaration.initial)
    target.generation += 1
    #expect(client.ask("/node/*/gain", .float(1), .string("#1")).count == 1)
    #expect(target.values.allSatisfy { $0 == 1 })
    #expect(server.isBearable([OSCMessage("//")]))
    #expect(!server.isBearable([OSCMessage("//"), OSCMessage("/ping")]))
    #expect(server.isBearable(Array(repeating: OSCMessage("/tempo"), count: 800)))
  }

  @Test func `two thousand messages fit a packet, and not many more`() throws {
    let empty = OSCPacket.bundle(.immediately, [])
    let most = Array(repeating: OSCPacket.message(OSCMessage("/a")), count: 2048)
    #expect(try OSCPacket(OSCPacket.bundle(.immediately, most).bytes).messages.count == 2048)
    for packets in [most + [most[0]], Array(repeating: empty, count: 2049)] {
      #expect(throws: OSCError.tooManyMessages) {
        try OSCPacket(OSCPacket.bundle(.immediately, packets).bytes)
      }
    }
  }

  /// Files commands for a moment to come, and waits until it has gone by.
  private func file(_ count: Int) {
    let wait: Int64 = 2_000_000_000
    let end = Clock.monotonic() + wait
    let time = OSCTime(nanoseconds: Clock.wall() + wait)
    for _ in 0..<count { client.send(bundle([OSCMessage("/transport/start")], at: time)) }
    server.receiveAll()
    #expect(server.queue.count == count)
    while Clock.monotonic() < end + 1_000_000 { usleep(1000) }
  }

  @Test func `a panic waits for nothing that has come due`() {
    target.whenTold = { [other, target] _ in
      if target.commands.count == 1 { other.send(.message(OSCMessage("/panic"))) }
      // Longer than a slice.
      usleep(400)
    }
    defer { target.whenTold = { _ in } }
    file(20)
    server.tick()
    #expect(target.commands.count == 21)
    #expect(target.commands.prefix(2) == [.start, .panic])
  }

  @Test func `what has come due leaves a turn when it is over, and goes on in the next`() throws {
    file(3)
    server.turnLimit = 0
    for count in 1...3 {
      let next = server.tick()
      #expect(target.commands.count == count)
      if count < 3 { #expect(try #require(next) <= Clock.monotonic()) }
    }
  }
}
