import CLo
import Glibc

/// Where connections are taken: a port of this machine, or a file.
package enum StreamAddress {
  case port(UInt16)
  case path(String)

  /// What an error calls it.
  package var name: String {
    switch self {
    case .port(let port): "TCP port \(port)"
    case .path(let path): path
    }
  }

  /// A socket of the right family, which does not outlive us in another program.
  func socket(isBlocking: Bool) -> Int32 {
    let flags = SOCK_CLOEXEC.rawValue | (isBlocking ? 0 : SOCK_NONBLOCK.rawValue)
    let family =
      switch self {
      case .port: AF_INET
      case .path: AF_UNIX
      }
    return Glibc.socket(family, Int32(SOCK_STREAM.rawValue | flags), 0)
  }

  /// Calls `body` with the address as the system wants it; -1 where a path is too long for that.
  func withSocketAddress(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    switch self {
    case .port(let port):
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = OSCPeer.loopback.bigEndian
      return Self.pass(&address, body)
    case .path(let path):
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      let bytes = Array(path.utf8)
      let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
        guard bytes.count < room.count else { return false }
        room.copyBytes(from: bytes)
        return true
      }
      guard fits else {
        errno = ENAMETOOLONG
        return -1
      }
      return Self.pass(&address, body)
    }
  }

  private static func pass<Address>(
    _ address: inout Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<Address>.size))
      }
    }
  }
}
