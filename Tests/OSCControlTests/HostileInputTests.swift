import TestSupport
import Testing

@testable import OSCControl

final class HostileInputTests: OSCRig {
  private static let valid: [[UInt8]] = [
    OSCPacket.message(OSCMessage("/node/clean/gain", .float(0.5), .string("#12"))),
    .message(OSCMessage("/a", .blob([1, 2, 3, 4, 5]), .string("text"), .long(5), .midi(9))),
    .message(OSCMessage("/node/{clean,band}/[a-z]*", .float(0.5))),
    .message(OSCMessage("/subscribe", .string("//"), .float(30), .float(30))),
    .bundle(
      OSCTime(seconds: 1, fraction: 1),
      [
        .message(OSCMessage("/node/clean/gain", .float(0.1))),
        .bundle(.immediately, [.message(OSCMessage("/tempo", .int(100)))]),
      ]),
  ].map(\.bytes)

  /// A packet that is valid but for a few bytes, or nothing but noise.
  private func packet(_ dice: inout Dice) -> [UInt8] {
    var bytes = Self.valid[Int.random(in: 0..<Self.valid.count, using: &dice)]
    switch Int.random(in: 0..<4, using: &dice) {
    case 0: return Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &dice)))
    case 1:
      let count = Int.random(in: 0...200, using: &dice)
      return (0..<count).map { _ in UInt8.random(in: 0...255, using: &dice) }
    case 2:
      let place = Int.random(in: 0..<bytes.count / 4, using: &dice) * 4
      for offset in 0..<4 { bytes[place + offset] = UInt8.random(in: 0...255, using: &dice) }
      return bytes
    default:
      for _ in 0..<Int.random(in: 1...4, using: &dice) {
        bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(
          in: 0...255, using: &dice)
      }
      return bytes
    }
  }

  @Test func `a hundred thousand broken packets do no harm`() {
    var dice = Dice(seed: 7)
    for round in 1...100_000 {
      client.send(packet(&dice))
      if round % 50 == 0 {
        server.receiveAll()
        _ = client.datagrams()
      }
    }
    server.receiveAll()
    _ = client.datagrams()
    #expect(server.counts.packets == 100_000)
    #expect(server.counts.malformed > 10_000)
    #expect(client.ask("/version", .string("#end")).last?.arguments[1] == .string("#end"))
    #expect(!target.commands.contains(.quit))
  }

  @Test func `bundles nested to the packet's end are refused`() {
    var packet = OSCPacket.message(OSCMessage("/panic")).bytes
    while packet.count < 60_000 {
      packet = OSCPacket.head(.immediately) + OSCPacket.bigEndian(UInt32(packet.count)) + packet
    }
    client.send(packet)
    server.receiveAll()
    #expect(target.commands.isEmpty)
    #expect(server.counts.malformed == 1)
  }

  @Test func `a bundle of thousands of messages is answered in full`() {
    let messages = Array(
      repeating: OSCPacket.message(OSCMessage("/node/clean/gain", .float(1))), count: 1500)
    _ = client.ask(.bundle(.immediately, messages))
    #expect(target.groups.first?.changes.count == 1500)
  }

  @Test func `errors without an id reach each client once a second`() {
    for _ in 0..<1000 { client.send(.message(OSCMessage("/nowhere"))) }
    server.receiveAll()
    #expect(client.received().count == 1)
  }
}
