/// Whoever keeps the connections of clients that do not send datagrams.
package protocol OSCConnections: AnyObject {
  /// Sends `packet` over a connection; one that has ended meanwhile swallows it.
  func send(_ packet: [UInt8], to connection: UInt32)

  /// Tells all clients what has happened to addresses.
  func tell(_ change: AddressChange)
}
