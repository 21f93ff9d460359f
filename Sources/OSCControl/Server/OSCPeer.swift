/// Where a message came from, and where its answer goes: a datagram's sender, or the far end of a
/// connection.
package struct OSCPeer: Hashable, Sendable, CustomStringConvertible {
  /// The IPv4 address in the machine's byte order.
  package var address: UInt32
  package var port: UInt16

  /// The number of the connection that it speaks over, which others keep; 0 for datagrams.
  package var connection: UInt32

  /// What it may do; no part of who it is.
  package var right = OSCRight.administration

  /// Whether it speaks from another machine; no part of who it is either.
  package var isStranger = false

  package init(address: UInt32, port: UInt16) {
    self.address = address
    self.port = port
    connection = 0
  }

  /// The far end of a connection.
  package init(
    connection: UInt32, address: UInt32 = OSCPeer.loopback, isStranger: Bool = false,
    right: OSCRight = .administration
  ) {
    self.right = right
    self.isStranger = isStranger
    self.address = address
    port = 0
    self.connection = connection
  }

  /// The far end of a connection that the server keeps itself, which is on this machine.
  init(stream: UInt32, right: OSCRight = .administration) {
    self.init(connection: stream | Self.streamMark, right: right)
  }

  /// 127.0.0.1.
  package static let loopback: UInt32 = 0x7f00_0001

  /// The greatest number of such a connection.
  static let streamLimit = streamMark - 1

  private static let streamMark: UInt32 = 1 << 31

  /// What is moved on a MIDI controller, which hears no answers.
  static let controller = OSCPeer(connection: streamLimit)

  /// Whether the server keeps the connection itself.
  var isStream: Bool { connection & Self.streamMark != 0 }

  /// The number under which the server keeps it.
  var stream: UInt32 { connection & Self.streamLimit }

  /// Whether the address is one by which a machine calls itself.
  package var isLoopback: Bool { address >> 24 == 127 }

  package static func == (first: OSCPeer, second: OSCPeer) -> Bool {
    first.address == second.address && first.port == second.port
      && first.connection == second.connection
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(address)
    hasher.combine(port)
    hasher.combine(connection)
  }

  package var description: String {
    if self == .controller { return "MIDI" }
    if isStream { return "stream \(stream)" }
    if connection != 0 { return "connection \(connection)" }
    let bytes = [24, 16, 8, 0].map { String(address >> $0 & 255) }
    return bytes.joined(separator: ".") + ":\(port)"
  }
}
