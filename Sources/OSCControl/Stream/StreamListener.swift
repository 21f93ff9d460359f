private import CLo
private import Glibc

/// A socket at which clients ask for connections.
final class StreamListener {
  /// How many may wait to be taken in.
  private static let backlog: Int32 = 16

  let fileDescriptor: Int32

  /// The TCP port that was bound; 0 where it is a file.
  var port: UInt16 {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(fileDescriptor, $0, &length)
      }
    }
    guard result == 0, address.sin_family == sa_family_t(AF_INET) else { return 0 }
    return UInt16(bigEndian: address.sin_port)
  }

  private var path: String?

  /// Opens `address`; a file that an earlier process left there is taken away.
  init(_ address: StreamAddress) throws(OSCSocketError) {
    var path: String?
    if case .path(let file) = address {
      path = file
      Self.clear(address, file)
    }
    self.path = path
    fileDescriptor = address.socket(isBlocking: false)
    var one: Int32 = 1
    setsockopt(
      fileDescriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
    guard address.withSocketAddress({ bind(fileDescriptor, $0, $1) }) == 0,
      listen(fileDescriptor, Self.backlog) == 0
    else {
      let code = errno
      // Not ours to take away.
      self.path = nil
      throw OSCSocketError(place: address.name, code: code)
    }
    // Whoever may enter its folder may speak to us.
    if let path { chmod(path, 0o660) }
  }

  deinit {
    close(fileDescriptor)
    if let path { unlink(path) }
  }

  /// Takes a socket's file away that nobody listens at any more.
  private static func clear(_ address: StreamAddress, _ path: String) {
    let probe = address.socket(isBlocking: false)
    defer { close(probe) }
    if address.withSocketAddress({ connect(probe, $0, $1) }) != 0, errno == ECONNREFUSED {
      unlink(path)
    }
  }

  /// The next connection, which never blocks; `nil` where nobody asks.
  func accept() -> Int32? {
    let descriptor = Glibc.accept(fileDescriptor, nil, nil)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    // Answers are small, and waiting for more of them would only delay them.
    var one: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    return descriptor
  }
}
