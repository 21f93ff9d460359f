/// Proves that a packet keeps within its own bytes before any C code looks at it.
package enum PacketBounds {
  /// The largest packet taken, in bytes.
  package static let packetSize = 65_536

  /// The longest address taken, in bytes without its end.
  package static let addressSize = 256

  /// How deeply bundles may nest.
  package static let depth = 16

  /// The most messages of one packet, where bundles in bundles count, too.
  package static let messageCount = 2048

  /// The most arguments of one message.
  package static let argumentCount = 128

  /// The size of a bundle's head: its mark and its time.
  static let bundleHead = 16

  /// Whether the bytes begin with a bundle's mark.
  static func isBundle(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count >= bundleHead && bytes.starts(with: "#bundle\0".utf8)
  }

  /// Checks the size of a whole packet.
  static func check(packet bytes: UnsafeRawBufferPointer) throws(OSCError) {
    guard bytes.count <= packetSize else { throw .tooLarge(byteCount: bytes.count) }
    guard !bytes.isEmpty, bytes.count % 4 == 0 else { throw .notAligned(byteCount: bytes.count) }
  }

  /// The big-endian number at `offset`, which must leave four bytes.
  static func int32(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int32 {
    Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self))
  }

  /// Checks one message and says where its type tags begin, `nil` where it ends without any.
  static func check(message bytes: UnsafeRawBufferPointer) throws(OSCError) -> Int? {
    guard bytes.first == UInt8(ascii: "/"),
      let tags = endOfString(bytes, at: 0), printable(bytes)
    else { throw .address }
    guard tags < bytes.count else { return nil }
    guard bytes[tags] == UInt8(ascii: ","), let start = endOfString(bytes, at: tags) else {
      throw .typeTags
    }
    try check(arguments: bytes, tags: tags, start: start)
    return tags
  }

  private static func printable(_ bytes: UnsafeRawBufferPointer) -> Bool {
    for (index, byte) in bytes.enumerated() {
      if byte == 0 { return index <= addressSize }
      guard byte > 0x20, byte < 0x7f else { return false }
    }
    return false
  }

  private static func check(
    arguments bytes: UnsafeRawBufferPointer, tags: Int, start: Int
  ) throws(OSCError) {
    var offset = start
    var tag = tags + 1
    while bytes[tag] != 0 {
      guard tag - tags <= argumentCount else { throw .tooManyArguments(tag - tags) }
      offset = try end(of: bytes[tag], in: bytes, at: offset)
      guard offset <= bytes.count else { throw .arguments }
      tag += 1
    }
    guard offset == bytes.count else { throw .arguments }
  }

  /// Where an argument of type `tag` that begins at `offset` ends.
  private static func end(
    of tag: UInt8, in bytes: UnsafeRawBufferPointer, at offset: Int
  ) throws(OSCError) -> Int {
    switch UnicodeScalar(tag) {
    case "i", "f", "c", "m": return offset + 4
    case "h", "d", "t": return offset + 8
    case "T", "F", "N", "I": return offset
    case "s", "S":
      guard let end = endOfString(bytes, at: offset) else { throw .arguments }
      return end
    case "b":
      guard offset + 4 <= bytes.count else { throw .arguments }
      let size = Int(int32(bytes, at: offset))
      guard size >= 0, size <= bytes.count - offset - 4 else { throw .arguments }
      return offset + 4 + (size + 3) & ~3
    default: throw .unknownTag(tag)
    }
  }

  /// Where the padded string that begins at `offset` ends, `nil` if it runs out of the bytes.
  private static func endOfString(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int? {
    var index = offset
    while index < bytes.count, bytes[index] != 0 { index += 1 }
    let end = (index + 4) & ~3
    guard index < bytes.count, end <= bytes.count else { return nil }
    return bytes[index..<end].allSatisfy { $0 == 0 } ? end : nil
  }
}
