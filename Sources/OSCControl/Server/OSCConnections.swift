/// Whoever keeps the connections of clients that do not send datagrams.
package protocol OSCConnections: AnyObject {
  /// Sends `packet` over a connection; one that has ended meanwhile swallows it.
  func send(_ packet: [UInt8], to connection: UInt32)

  /// Sends at once what was given to ``send(_:to:)``, which else may wait for the end of the turn.
  func deliver()

  /// Takes the panics that have come over connections.
  func takePanics() -> [(packet: [UInt8], peer: OSCPeer)]

  /// What is refused there because it is too much.
  var limits: [(name: String, value: Int)] { get }

  /// Tells all clients what has happened to addresses.
  func tell(_ change: AddressChange)
}
