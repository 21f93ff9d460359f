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

  /// The server's thread is held up until both have sent, so that it finds both at once.
  @Test func `of what one web socket sends only a little is read before others have their turn`()
    throws
  {
    let stop = ThreadStop()
    let web = try WebServer(
      WebOptions(port: 0), info: HostInfo(oscPort: 9440, version: "0")
    ) { stop.wait() }
    defer { web.close() }
    let (greedy, other) = (try RawWebSocket(web.port), try RawWebSocket(web.port))
    while web.services.clients.all.count < 2 { usleep(1000) }
    stop.isArmed.store(true, ordering: .sequentiallyConsistent)
    greedy.send(OSCMessage("/first").bytes)
    stop.reached.wait()
    let message = OSCMessage("/much", .blob([UInt8](repeating: 7, count: 84)))
    for _ in 0..<150 { greedy.send(message.bytes) }
    other.send(OSCMessage("/other").bytes)
    stop.isArmed.store(false, ordering: .sequentiallyConsistent)
    stop.goOn.signal()
    var addresses: [String] = []
    while addresses.count < 152 {
      guard case .packet(let bytes, _) = web.services.gate.take() else {
        usleep(1000)
        continue
      }
      addresses.append(try OSCPacket(bytes).messages[0].address)
    }
    let before = addresses.prefix { $0 != "/other" }.count - 1
    #expect(before * (message.bytes.count + 6) <= 2048, "\(before) messages came before")
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
