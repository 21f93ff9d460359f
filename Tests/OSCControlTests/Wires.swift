import OSCControl

/// Connections that lead nowhere, and keep what was sent over them.
final class Wires: OSCConnections {
  private(set) var sent: [(connection: UInt32, message: OSCMessage)] = []

  func send(_ packet: [UInt8], to connection: UInt32) {
    guard case .message(let message)? = try? OSCPacket(packet) else { return }
    sent.append((connection, message))
  }

  func deliver() {}

  func takePanics() -> [(packet: [UInt8], peer: OSCPeer)] { [] }

  var limits: [(name: String, value: Int)] { [] }

  func tell(_ change: AddressChange) {}
}
