/// A port that strumd is to have.
struct PortWish {
  enum Transport: String { case udp, tcp }

  let transport: Transport
  let number: UInt16

  /// The option that names another.
  let option: String

  var name: String { "\(transport.rawValue.uppercased()) port \(number)" }

  /// The number of the socket that has the port, as a line of `/proc/net/udp` or `tcp` shows it.
  func inode(_ line: Substring) -> String? {
    let fields = line.split(separator: " ")
    guard fields.count > 9, let port = fields[1].split(separator: ":").last,
      UInt16(port, radix: 16) == number, transport == .udp || fields[3] == Self.listening
    else { return nil }
    return String(fields[9])
  }

  /// `TCP_LISTEN` in the kernel's `net/tcp_states.h`.
  private static let listening = "0A"
}
