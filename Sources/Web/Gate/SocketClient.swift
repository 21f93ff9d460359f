import NIOCore
import NIOWebSocket
private import Synchronization

/// A web socket, as the control thread sends to it.
final class SocketClient: Sendable {
  private let channel: any Channel
  private let unsent = Atomic(0)
  let role: SocketRole

  /// The address that it calls from, or `nil` for this machine.
  let stranger: UInt32?
  private let trusted: Atomic<Bool>

  /// `isTrusted` says whether it need not show the token any more.
  init(_ channel: any Channel, role: SocketRole, stranger: UInt32?, isTrusted: Bool) {
    self.channel = channel
    self.stranger = stranger
    self.role = role
    trusted = Atomic(isTrusted)
  }

  /// Bytes that wait to be sent to it.
  var unread: Int { unsent.load(ordering: .relaxed) }

  /// Whether it may hear what goes out.
  var isTrusted: Bool { trusted.load(ordering: .relaxed) }

  func trust() { trusted.store(true, ordering: .relaxed) }

  func send(_ text: String) { send([.text(text)]) }

  /// Sends frames in their order; one who does not take them is given up.
  func send(_ messages: [SocketMessage]) {
    let size = messages.reduce(0) { $0 + $1.count }
    guard unsent.add(size, ordering: .relaxed).newValue <= WebLimits.unsent else {
      channel.close(promise: nil)
      return
    }
    let written = channel.eventLoop.makePromise(of: Void.self)
    written.futureResult.whenComplete { [self] _ in unsent.subtract(size, ordering: .relaxed) }
    channel.eventLoop.execute { [channel] in
      for (index, message) in messages.enumerated() {
        let frame = message.frame(channel.allocator)
        channel.write(frame, promise: index == messages.count - 1 ? written : nil)
      }
      channel.flush()
    }
  }

  func close() { channel.close(promise: nil) }

  /// Tells the socket's handler that messages of such a weight were dealt with.
  func settle(_ count: Int) {
    channel.pipeline.fireUserInboundEventTriggered(SettledMessages(count: count))
  }
}

/// Says how many messages of a web socket the control thread has dealt with.
struct SettledMessages: Sendable {
  let count: Int
}
