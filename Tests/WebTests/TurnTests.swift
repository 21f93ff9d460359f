import Dispatch
import Glibc
import NIOCore
import NIOEmbedded
import OSCControl
import Synchronization
import Testing

@testable import Web

/// That who asks much at once leaves others their turn, told by the order in which things are done.
@Suite struct TurnTests {
  @Test func `requests that come at once are answered in turn with those of others`() throws {
    let services = WebServices(
      door: Doorkeeper(networks: nil, token: "", hostname: "box"), gate: ControlGate {},
      info: HostInfo(oscPort: 9440, version: "0"))
    let loop = EmbeddedEventLoop()
    let callers = try (1...2).map { number in
      let channel = EmbeddedChannel(loop: loop)
      try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: number)).wait()
      try WebServer.prepare(channel, services, OpenConnections())
      return channel
    }
    let order = Answered()
    for (channel, name) in zip(callers, ["greedy", "other"]) {
      try channel.pipeline.syncOperations.addHandler(
        AnswerCounter(name, in: order), position: .first)
    }
    let request = "GET /page/chord.js HTTP/1.1\r\nHost: localhost\r\n\r\n"
    try callers[0].writeInbound(ByteBuffer(string: String(repeating: request, count: 8)))
    try callers[1].writeInbound(ByteBuffer(string: request))
    loop.run()
    #expect(order.names.count == 9)
    #expect(order.names.prefix(2).contains("other"), "\(order.names)")
    for channel in callers { _ = try channel.finish(acceptAlreadyClosed: true) }
  }

  /// The server's thread is held up until both have sent, so that it finds both at once; which of them is the first
  /// is the kernel's choice.
  @Test func `of what one web socket sends only a little is read before others have their turn`()
    throws
  {
    let stop = ThreadStop()
    let web = try WebServer(
      WebOptions(port: 0), info: HostInfo(oscPort: 9440, version: "0")
    ) { stop.wait() }
    defer { web.close() }
    let callers = try ["/one", "/two"].map { ($0, try RawWebSocket(web.port)) }
    while web.services.clients.all.count < 2 { usleep(1000) }
    stop.isArmed.store(true, ordering: .sequentiallyConsistent)
    callers[0].1.send(OSCMessage("/first").bytes)
    stop.reached.wait()
    for (address, caller) in callers {
      for _ in 0..<120 { caller.send(Self.message(address).bytes) }
    }
    stop.isArmed.store(false, ordering: .sequentiallyConsistent)
    stop.goOn.signal()
    let addresses = try Self.addresses(241, from: web).dropFirst()
    // A portion may end within a message, which then comes with the next one.
    let most = 2048 / (Self.message("/one").bytes.count + 6) + 1
    let first = addresses.prefix { $0 == addresses.first }.count
    #expect(first <= most, "\(first) messages came before the other's first")
    // Who was the second in one turn may be the first in the next.
    #expect(Self.longestRun(addresses.prefix(120)) <= 2 * most, "\(addresses)")
  }

  private static func message(_ address: String) -> OSCMessage {
    OSCMessage(address, .blob([UInt8](repeating: 7, count: 84)))
  }

  /// Whose messages wait for the control thread, in their order, once `count` do.
  private static func addresses(_ count: Int, from web: WebServer) throws -> [String] {
    var addresses: [String] = []
    while addresses.count < count {
      guard case .packet(let bytes, _) = web.services.gate.take() else {
        usleep(1000)
        continue
      }
      addresses.append(try OSCPacket(bytes).messages[0].address)
    }
    return addresses
  }

  /// How many of the same come in a row at most.
  private static func longestRun(_ addresses: ArraySlice<String>) -> Int {
    var (longest, run) = (1, 1)
    for (address, next) in zip(addresses, addresses.dropFirst()) {
      run = address == next ? run + 1 : 1
      longest = max(longest, run)
    }
    return longest
  }
}

/// Whose answers left, in their order.
private final class Answered {
  var names: [String] = []
}

/// Notes each answer that leaves.
private final class AnswerCounter: ChannelOutboundHandler {
  typealias OutboundIn = ByteBuffer

  private let name: String
  private let order: Answered

  init(_ name: String, in order: Answered) {
    self.name = name
    self.order = order
  }

  func write(
    context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
  ) {
    if String(buffer: unwrapOutboundIn(data)).hasPrefix("HTTP/1.1 200") { order.names.append(name) }
    context.write(data, promise: promise)
  }
}

/// Holds a thread up once it comes by.
private final class ThreadStop: Sendable {
  let isArmed = Atomic(false)
  let reached = DispatchSemaphore(value: 0)
  let goOn = DispatchSemaphore(value: 0)

  func wait() {
    guard isArmed.load(ordering: .sequentiallyConsistent) else { return }
    reached.signal()
    goOn.wait()
  }
}

/// A web socket by which a test sends bytes as they are.
private final class RawWebSocket {
  private let stream: OSCStream

  init(_ port: Int) throws {
    stream = try #require(OSCStream(connectingTo: .port(UInt16(port))))
    // Else all but the first message waits here until that is acknowledged (Nagle's algorithm).
    var one: Int32 = 1
    setsockopt(
      stream.fileDescriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one,
      socklen_t(MemoryLayout<Int32>.size))
    let head =
      "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    write(Array(head.utf8))
    var answer: [UInt8] = []
    for _ in 0..<10_000 where !answer.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      var byte: UInt8 = 0
      if recv(stream.fileDescriptor, &byte, 1, Int32(MSG_DONTWAIT)) == 1 {
        answer.append(byte)
      } else {
        usleep(1000)
      }
    }
    try #require(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 101"))
  }

  /// Sends a binary message of at most 125 bytes, whose mask changes nothing.
  func send(_ bytes: [UInt8]) {
    write([0x82, 0x80 | UInt8(bytes.count), 0, 0, 0, 0] + bytes)
  }

  private func write(_ bytes: [UInt8]) {
    #expect(Glibc.send(stream.fileDescriptor, bytes, bytes.count, 0) == bytes.count)
  }
}
