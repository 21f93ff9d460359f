import Foundation
import Testing

@testable import OSCControl

final class StreamTests: OSCRig {
  private func connect() throws -> OSCStream {
    try #require(OSCStream(connectingTo: .port(server.port)))
  }

  /// Sends bytes as they are and drives the server.
  private func push(_ bytes: [UInt8], to stream: OSCStream) {
    #expect(Glibc.send(stream.fileDescriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) > 0)
    // Once to take the connection in, once to read from it.
    for _ in 0..<2 { server.receiveAll() }
  }

  private func ask(_ message: OSCMessage, _ stream: OSCStream) -> [OSCMessage] {
    stream.sendAll(message.bytes)
    for _ in 0..<2 { server.receiveAll() }
    return messages(stream)
  }

  private func messages(_ stream: OSCStream) -> [OSCMessage] {
    stream.receive().compactMap { try? OSCPacket($0) }.compactMap {
      if case .message(let message) = $0 { message } else { nil }
    }
  }

  @Test(arguments: [StreamFraming.slip, .lengthPrefix])
  func `packets come through however the stream is cut`(_ framing: StreamFraming) throws {
    let packets: [[UInt8]] = [
      OSCMessage("/ping", .blob([0xc0, 0xdb, 0, 0xdc, 0xdd])).bytes, OSCMessage("/a").bytes,
      [UInt8](repeating: 0xc0, count: 4096),
    ]
    let bytes = packets.flatMap(framing.frame)
    for size in [1, 2, 3, 7, bytes.count] {
      var reader = FrameReader()
      var received: [[UInt8]] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        let piece = Array(bytes[start..<min(start + size, bytes.count)])
        let isRead = piece.withUnsafeBytes { bytes in
          (try? reader.read(bytes) { received.append($0) }) != nil
        }
        #expect(isRead)
      }
      #expect(received == packets)
      #expect(reader.framing == framing)
    }
  }

  @Test(arguments: [
    [0, 1, 0, 1], [0, 255, 255, 255], [0x2f, 0xdb, 0x41],
    [0xc0] + [UInt8](repeating: 0x2f, count: 70_000),
  ])
  func `what is too long or no frame ends the connection, with a word`(_ bytes: [UInt8]) throws {
    let stream = try connect()
    push(bytes, to: stream)
    for _ in 0..<4 { server.receiveAll() }
    #expect(server.takeWarnings().first?.contains("was closed") == true)
    var byte: UInt8 = 0
    #expect(recv(stream.fileDescriptor, &byte, 1, 0) <= 0)
    #expect(errno != EAGAIN || recv(stream.fileDescriptor, &byte, 1, 0) == 0)
  }

  @Test func `a connection asks, subscribes, and is forgotten at its end`() throws {
    var stream: OSCStream? = try connect()
    let client = try #require(stream)
    #expect(
      ask(OSCMessage("/node/clean/gain", .float(9), .string("#1")), client) == [
        OSCMessage(
          "/reply", .string("/node/clean/gain"), .string("#1"), .float(1), .string("clamped"))
      ])
    _ = ask(OSCMessage("/subscribe", .string("/tempo")), client)
    #expect(server.subscribers.all.count == 1)
    server.publish("/tempo", [.float(99)])
    server.tick()
    #expect(messages(client) == [OSCMessage("/tempo", .float(99))])
    stream = nil
    shutdown(client.fileDescriptor, Int32(SHUT_RDWR))
    server.receiveAll()
    #expect(server.subscribers.all.isEmpty)
  }

  @Test func `there are only so many connections`() throws {
    let streams = try (0..<OSCStreams.limit + 3).map { _ in
      let stream = try connect()
      server.receiveAll()
      return stream
    }
    #expect(
      server.takeWarnings() == [
        "a client was turned away: \(OSCStreams.limit) connections are open; and 2 more like this"
      ])
    #expect(ask(OSCMessage("/version"), streams[0]).count == 1)
    #expect(ask(OSCMessage("/version"), streams[OSCStreams.limit]).isEmpty)
  }

  @Test func `who is turned away again and again is spoken of once a second`() throws {
    let streams = try (0..<OSCStreams.limit).map { _ in
      defer { server.receiveAll() }
      return try connect()
    }
    var lines: [[String]] = []
    for step in 0..<4 {
      for _ in 0..<10 {
        _ = try connect()
        server.receiveAll()
      }
      lines.append(server.takeWarnings(at: Int64(step) * 400_000_000))
    }
    #expect(streams.count == OSCStreams.limit)
    #expect(lines.map(\.count) == [1, 0, 0, 1])
    #expect(lines[3].first?.hasSuffix("; and 29 more like this") == true)
  }

  @Test func `who asks for connections without end keeps no panic waiting`() throws {
    let player = try connect()
    server.receiveAll()
    let crowd = try (0..<16).map { _ in try connect() }
    player.sendAll(OSCMessage("/panic").bytes)
    server.receivePanics()
    #expect(target.commands == [.panic])
    // The others wait for their turn, and have it.
    _ = crowd.map { $0.sendAll(OSCMessage("/version").bytes) }
    #expect(crowd.filter { !messages($0).isEmpty }.isEmpty)
    #expect(server.streams.count == 1 + 4)
    for _ in 0..<8 { server.receiveAll() }
    #expect(crowd.allSatisfy { messages($0).first?.address == "/version" })
  }

  @Test func `however many come over TCP, there is room at the UNIX socket`() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).sock").path
    try server.open(path)
    let others = try (0..<OSCStreams.limit).map { _ in
      defer { server.receiveAll() }
      return try connect()
    }
    let own = try #require(OSCStream(connectingTo: .path(path)))
    #expect(ask(OSCMessage("/version"), own).count == 1)
    #expect(ask(OSCMessage("/version"), others[0]).count == 1)
    #expect(ask(OSCMessage("/version"), others[OSCStreams.portLimit]).isEmpty)
  }

  @Test func `a client that does not read is closed, and others are not`() throws {
    let (slow, other) = (try connect(), try connect())
    let request = OSCMessage("/ping", .blob([UInt8](repeating: 7, count: 60_000)))
    var warnings: [String] = []
    for _ in 0..<400 where warnings.isEmpty {
      _ = slow.isWaiting ? slow.flush() : slow.send(request.bytes)
      for _ in 0..<3 { server.receiveAll() }
      warnings += server.takeWarnings()
    }
    #expect(warnings.first?.contains("KiB unread") == true)
    #expect(ask(OSCMessage("/version"), other).count == 1)
  }

  /// Few bytes wait in the system where the way is a UNIX socket.
  @Test func `where all together leave too much unread, those who leave most are closed`() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).sock").path
    try server.open(path)
    let clients = try (0..<16).map { _ in
      try #require(OSCStream(connectingTo: .path(path)))
    }
    let request = OSCMessage("/ping", .blob([UInt8](repeating: 7, count: 40_000))).bytes
    var (warnings, most): ([String], Int) = ([], 0)
    for round in 0..<24 {
      // The first one asks for a little more than the others.
      for (index, client) in clients.enumerated() where index == 0 || round % 6 != 5 {
        client.sendAll(request)
        for _ in 0..<12 { server.receiveAll() }
        most = max(most, server.streams.unread)
      }
      warnings += server.takeWarnings()
      if !warnings.isEmpty { break }
    }
    #expect(warnings.count == 1 && warnings.first?.contains("KiB unread") == true)
    #expect(most > OSCStreams.unreadLimit - 100_000 && most <= OSCStreams.unreadLimit)
    var byte: UInt8 = 0
    while recv(clients[0].fileDescriptor, &byte, 1, 0) > 0 {}
    #expect(recv(clients[0].fileDescriptor, &byte, 1, 0) == 0)
    #expect(clients.dropFirst().allSatisfy { recv($0.fileDescriptor, &byte, 1, 0) == 1 })
  }

  @Test func `a UNIX socket takes the place of one that was left, and goes with the server`() throws
  {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).sock").path
    let left = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #expect(StreamAddress.path(path).withSocketAddress { bind(left, $0, $1) } == 0)
    close(left)
    var own: OSCServer? = try OSCServer(port: 0, version: "1", target: target)
    try own?.open(path)
    #expect(throws: OSCSocketError.self) { try server.open(path) }
    let stream = try #require(OSCStream(connectingTo: .path(path)))
    stream.sendAll(OSCMessage("/version").bytes)
    for _ in 0..<2 { own?.receiveAll() }
    #expect(messages(stream).first?.address == "/version")
    own = nil
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
