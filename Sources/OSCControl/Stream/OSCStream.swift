private import CLo
private import Glibc

/// A connection over which packets come and go.
package final class OSCStream {
  /// What is kept for a client that does not read, in bytes.
  package static let unreadLimit = 1 << 20

  /// The room for what is unread that a client who has read all keeps, in bytes.
  private static let roomKept = 1 << 16

  /// What is read at a time, in bytes: with many connections, none is to keep the others waiting.
  private static let readSize = 4096

  package let fileDescriptor: Int32
  private var reader = FrameReader()
  private var unsent: [UInt8] = []

  /// What the client may do.
  let right: OSCRight

  /// Takes over a descriptor that does not block.
  init(_ descriptor: Int32, right: OSCRight) {
    fileDescriptor = descriptor
    self.right = right
  }

  /// Connects to `address` and waits for it; `nil` where nobody listens there.
  package init?(connectingTo address: StreamAddress) {
    let descriptor = address.socket(isBlocking: true)
    fileDescriptor = descriptor
    right = .administration
    guard address.withSocketAddress({ connect(descriptor, $0, $1) }) == 0 else {
      return nil
    }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  deinit { close(fileDescriptor) }

  /// Whether something waits for room to be sent.
  var isWaiting: Bool { !unsent.isEmpty }

  /// How many bytes do.
  var unread: Int { unsent.count }

  /// Reads what waits, some at a time, and calls `deliver` for each packet; says where it has ended.
  func receive(deliver: ([UInt8]) -> Void) -> End? {
    withUnsafeTemporaryAllocation(byteCount: Self.readSize, alignment: 16) { room in
      let count = recv(fileDescriptor, room.baseAddress, room.count, 0)
      guard count > 0 else {
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? nil : .closed
      }
      do throws(FrameReader.Problem) {
        try reader.read(UnsafeRawBufferPointer(rebasing: room[..<count]), deliver: deliver)
        return nil
      } catch {
        return .unreadable(error)
      }
    }
  }

  /// The packets that wait; empty, too, where the connection has ended.
  package func receive() -> [[UInt8]] {
    var packets: [[UInt8]] = []
    _ = receive { packets.append($0) }
    return packets
  }

  /// Sends `packet`, framed as the client frames its own, as soon as there is room.
  func send(_ packet: [UInt8]) -> End? {
    unsent += (reader.framing ?? .lengthPrefix).frame(packet)
    return flush()
  }

  /// Sends what waits for room.
  func flush() -> End? {
    while !unsent.isEmpty {
      let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
      let count = Glibc.send(fileDescriptor, unsent, unsent.count, flags)
      guard count > 0 else {
        guard errno == EAGAIN || errno == EINTR else { return .closed }
        return unsent.count > Self.unreadLimit ? .slow(unread: unsent.count) : nil
      }
      unsent.removeFirst(count)
    }
    // An array keeps the room that it once took.
    if unsent.capacity > Self.roomKept { unsent = [] }
    return nil
  }

  /// Sends `packet` and waits until it is sent; for clients.
  package func sendAll(_ packet: [UInt8]) {
    var end = send(packet)
    while end == nil, isWaiting {
      var descriptor = pollfd(fd: fileDescriptor, events: Int16(POLLOUT), revents: 0)
      poll(&descriptor, 1, 100)
      end = flush()
    }
  }
}
