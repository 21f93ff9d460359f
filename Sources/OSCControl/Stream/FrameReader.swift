/// Takes packets out of a stream of bytes, however it is cut into pieces.
///
/// It never holds more than one packet, which is no larger than ``PacketBounds/packetSize``.
package struct FrameReader {
  /// Why a stream cannot be read any further.
  package enum Problem: Error {
    case tooLong
    case badEscape
  }

  /// `nil` until the first byte has come.
  package private(set) var framing: StreamFraming?
  private var packet: [UInt8] = []
  private var isEscaped = false

  /// The bytes of the length that have come, and the number that they make.
  private var header = (count: 0, length: 0)

  package init() {}

  /// Calls `deliver` for each packet that `bytes` complete.
  package mutating func read(
    _ bytes: UnsafeRawBufferPointer, deliver: ([UInt8]) -> Void
  ) throws(Problem) {
    guard let first = bytes.first else { return }
    let framing = framing ?? StreamFraming(first: first)
    self.framing = framing
    switch framing {
    case .lengthPrefix: try readPrefixed(bytes, deliver)
    case .slip: for byte in bytes { try readEscaped(byte, deliver) }
    }
  }

  private mutating func readPrefixed(
    _ bytes: UnsafeRawBufferPointer, _ deliver: ([UInt8]) -> Void
  ) throws(Problem) {
    var offset = 0
    while offset < bytes.count {
      if header.count < 4 {
        header = (header.count + 1, header.length << 8 | Int(bytes[offset]))
        offset += 1
        guard header.length <= PacketBounds.packetSize else { throw .tooLong }
      } else {
        let count = min(header.length - packet.count, bytes.count - offset)
        packet += bytes[offset..<offset + count]
        offset += count
      }
      if header.count == 4, packet.count == header.length { finish(deliver) }
    }
  }

  private mutating func readEscaped(
    _ byte: UInt8, _ deliver: ([UInt8]) -> Void
  ) throws(Problem) {
    if isEscaped {
      isEscaped = false
      switch byte {
      case StreamFraming.escapedEnd: packet.append(StreamFraming.end)
      case StreamFraming.escapedEscape: packet.append(StreamFraming.escape)
      default: throw .badEscape
      }
    } else if byte == StreamFraming.escape {
      isEscaped = true
    } else if byte == StreamFraming.end {
      finish(deliver)
    } else {
      packet.append(byte)
    }
    guard packet.count <= PacketBounds.packetSize else { throw .tooLong }
  }

  private mutating func finish(_ deliver: ([UInt8]) -> Void) {
    if !packet.isEmpty { deliver(packet) }
    packet.removeAll(keepingCapacity: packet.count <= 4096)
    header = (0, 0)
  }
}
