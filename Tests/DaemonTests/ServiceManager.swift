import Foundation

/// The end of the notification socket at which systemd would sit.
final class ServiceManager {
  private let socket: Int32
  private(set) var messages: [String] = []

  init(_ path: String) throws {
    socket = Foundation.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status == 0 else { throw Overdue(description: "no socket at \(path)") }
  }

  deinit { close(socket) }

  /// Takes in what has been said.
  func receive() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      messages.append(String(decoding: buffer[..<count], as: UTF8.self))
    }
  }

  func has(_ message: String) -> Bool { messages.contains(message) }
  func count(_ message: String) -> Int { messages.count { $0 == message } }
}
