/// Where a datagram came from, and where its answer goes.
package struct OSCPeer: Hashable, Sendable, CustomStringConvertible {
  /// The IPv4 address in the machine's byte order.
  package var address: UInt32
  package var port: UInt16

  package init(address: UInt32, port: UInt16) {
    self.address = address
    self.port = port
  }

  /// Whether the sender sits on this machine.
  package var isLoopback: Bool { address >> 24 == 127 }

  package var description: String {
    let bytes = [24, 16, 8, 0].map { String(address >> $0 & 255) }
    return bytes.joined(separator: ".") + ":\(port)"
  }
}
