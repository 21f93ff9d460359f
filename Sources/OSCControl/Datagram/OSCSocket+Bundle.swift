extension OSCSocket {
  /// The most bytes of one datagram that holds several messages: what an Ethernet frame carries,
  /// with room.
  static let datagramSize = 1400

  /// Sends encoded messages in as few datagrams as hold them: one goes as it is, more as bundles.
  mutating func send(_ messages: [[UInt8]], to peer: OSCPeer) {
    var bundle: [UInt8] = []
    for message in messages {
      if !bundle.isEmpty, bundle.count + 4 + message.count >= Self.datagramSize {
        send(bundle, to: peer)
        bundle = []
      }
      if bundle.isEmpty { bundle = OSCPacket.head(.immediately) }
      bundle += OSCPacket.bigEndian(UInt32(message.count)) + message
    }
    if messages.count == 1 {
      send(messages[0], to: peer)
    } else if !bundle.isEmpty {
      send(bundle, to: peer)
    }
  }
}
