/// What one datagram holds.
package indirect enum OSCPacket: Hashable, Sendable {
  case message(OSCMessage)
  case bundle(OSCTime, [OSCPacket])

  /// Reads a packet.
  package init(_ bytes: [UInt8]) throws(OSCError) {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(OSCError) in try OSCPacket(decoding: bytes) }
    }
    self = try result.get()
  }

  /// Reads a packet whose bytes nobody has checked yet.
  package init(decoding bytes: UnsafeRawBufferPointer) throws(OSCError) {
    try PacketBounds.check(packet: bytes)
    var room = PacketBounds.messageCount
    try self.init(element: bytes, depth: 1, room: &room)
  }

  /// Reads one element of a packet that may still have `room` of them.
  private init(
    element bytes: UnsafeRawBufferPointer, depth: Int, room: inout Int
  ) throws(OSCError) {
    guard room >= 0 else { throw .tooManyMessages }
    room -= 1
    guard PacketBounds.isBundle(bytes) else {
      self = .message(try OSCMessage(decoding: bytes))
      return
    }
    guard depth <= PacketBounds.depth else { throw .tooDeep }
    let time = OSCTime(
      seconds: UInt32(bitPattern: PacketBounds.int32(bytes, at: 8)),
      fraction: UInt32(bitPattern: PacketBounds.int32(bytes, at: 12)))
    self = .bundle(time, try Self.elements(of: bytes, depth: depth, room: &room))
  }

  private static func elements(
    of bytes: UnsafeRawBufferPointer, depth: Int, room: inout Int
  ) throws(OSCError) -> [OSCPacket] {
    var packets: [OSCPacket] = []
    var offset = PacketBounds.bundleHead
    while offset < bytes.count {
      guard offset + 4 <= bytes.count else { throw .elementSize(0) }
      let size = PacketBounds.int32(bytes, at: offset)
      offset += 4
      guard size > 0, size % 4 == 0, Int(size) <= bytes.count - offset else {
        throw .elementSize(size)
      }
      let element = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(size)])
      packets.append(try OSCPacket(element: element, depth: depth + 1, room: &room))
      offset += Int(size)
    }
    return packets
  }

  /// The messages in it, those of bundles within bundles among them.
  package var messages: [OSCMessage] {
    switch self {
    case .message(let message): [message]
    case .bundle(_, let packets): packets.flatMap(\.messages)
    }
  }

  /// The packet's bytes.
  package var bytes: [UInt8] {
    switch self {
    case .message(let message): message.bytes
    case .bundle(let time, let packets):
      packets.reduce(into: Self.head(time)) { bytes, packet in
        let element = packet.bytes
        bytes += bigEndian(UInt32(element.count)) + element
      }
    }
  }

  /// The first bytes of a bundle for `time`.
  static func head(_ time: OSCTime) -> [UInt8] {
    Array("#bundle\0".utf8) + bigEndian(time.seconds) + bigEndian(time.fraction)
  }

  /// The bytes of `number` as OSC orders them.
  static func bigEndian(_ number: UInt32) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }

  private func bigEndian(_ number: UInt32) -> [UInt8] { Self.bigEndian(number) }
}
