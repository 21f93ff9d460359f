import Testing

@testable import OSCControl

/// Texts that no datagram holds.
final class LongTextTests: OSCRig {
  @Test func `diagnostics that are long come in pieces under 1400 bytes`() {
    _ = client.ask("/patch/load", .string("bad.yaml"), .string("#5"))
    let text = String(repeating: "bad.yaml:1:1: error: nothing is right\n", count: 100)
    target.completions[0](.failed(text))
    let datagrams = client.datagrams()
    #expect(datagrams.count > 1)
    #expect(datagrams.allSatisfy { $0.count < 1400 })
    let pieces = datagrams.compactMap { datagram -> String? in
      guard case .message(let message)? = try? OSCPacket(datagram) else { return nil }
      return message.arguments[3].text
    }
    #expect(pieces.joined() == text)
  }

  @Test func `what no datagram holds is not sent as one, but over a connection`() throws {
    let text = OSCArgument.string(String(repeating: "x", count: 1500))
    let refusal = client.ask("/ping", text, .string("#1"))
    #expect(refusal.map(\.address) == ["/error"])
    #expect(refusal.first?.arguments[1...2] == [.string("#1"), .int(413)])
    let stream = try #require(OSCStream(connectingTo: .port(server.port)))
    stream.sendAll(OSCMessage("/ping", text).bytes)
    for _ in 0..<3 { server.receiveAll() }
    let replies = stream.receive().compactMap { try? OSCPacket($0) }
    #expect(replies == [.message(OSCMessage("/pong", text))])
  }

  @Test func `long texts are cut between whole letters`() {
    let text = String(repeating: "Ätherisch 𝄞 ", count: 400)
    let pieces = OSCServer.pieces(of: text)
    #expect(pieces.joined() == text)
    #expect(pieces.count == (text.utf8.count + 999) / 1000)
    #expect(pieces.allSatisfy { $0.utf8.count <= 1000 && !$0.contains("\u{fffd}") })
    #expect(OSCServer.pieces(of: "") == [""])
  }
}
