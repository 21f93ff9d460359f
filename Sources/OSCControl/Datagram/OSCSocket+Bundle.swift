extension OSCSocket {
  /// The most bytes of one datagram that holds several messages: what an Ethernet frame carries,
  /// with room.
  static let datagramSize = 1400

  /// Encoded messages in as few datagrams as hold them: one goes as it is, more as bundles.
  static func datagrams(of messages: [[UInt8]]) -> [[UInt8]] {
    guard messages.count > 1 else { return messages }
    var datagrams: [[UInt8]] = []
    var bundle: [UInt8] = []
    for message in messages {
      if !bundle.isEmpty, bundle.count + 4 + message.count >= datagramSize {
        datagrams.append(bundle)
        bundle = []
      }
      if bundle.isEmpty {
        bundle.reserveCapacity(datagramSize)
        bundle += OSCPacket.head(.immediately)
      }
      withUnsafeBytes(of: UInt32(message.count).bigEndian) { bundle += $0 }
      bundle += message
    }
    datagrams.append(bundle)
    return datagrams
  }
}
