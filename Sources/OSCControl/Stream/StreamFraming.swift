/// How packets are told apart in a stream of bytes.
package enum StreamFraming {
  /// Four bytes of length before each packet, as OSC 1.0 has it.
  case lengthPrefix

  /// Packets between two END bytes, as OSC 1.1 has it (RFC 1055, with END first, too).
  case slip

  static let end: UInt8 = 0xc0
  static let escape: UInt8 = 0xdb
  static let escapedEnd: UInt8 = 0xdc
  static let escapedEscape: UInt8 = 0xdd

  /// What a stream that begins with `byte` uses.
  ///
  /// No packet that we take is so long that its length does not begin with a zero, and none that
  /// SLIP frames begins with one.
  init(first byte: UInt8) { self = byte == 0 ? .lengthPrefix : .slip }

  /// The bytes that carry `packet`.
  package func frame(_ packet: [UInt8]) -> [UInt8] {
    switch self {
    case .lengthPrefix: return OSCPacket.bigEndian(UInt32(packet.count)) + packet
    case .slip:
      var bytes = [Self.end]
      bytes.reserveCapacity(packet.count + 16)
      for byte in packet {
        switch byte {
        case Self.end: bytes += [Self.escape, Self.escapedEnd]
        case Self.escape: bytes += [Self.escape, Self.escapedEscape]
        default: bytes.append(byte)
        }
      }
      bytes.append(Self.end)
      return bytes
    }
  }
}
