/// Finds the parameter that the commonest of all messages sets, without decoding it.
///
/// That message is an address that is known, `,f` or `,i`, and four bytes. Its address is compared
/// with its padding, as it came, so nothing is allocated and nothing needs checking.
struct PlainSets {
  private struct Entry {
    var start = 0
    var count = 0
    var parameter = -1
  }

  private var entries: [Entry]
  private var bytes: [UInt8] = []

  /// Creates a table of the parameters' addresses, in their order.
  init(_ addresses: [String]) {
    var capacity = 16
    while capacity < addresses.count * 2 { capacity *= 2 }
    entries = Array(repeating: Entry(), count: capacity)
    for (parameter, address) in addresses.enumerated() { insert(address, parameter) }
  }

  private mutating func insert(_ address: String, _ parameter: Int) {
    let padding = 4 - address.utf8.count % 4
    let key = Array(address.utf8) + Array(repeating: 0, count: padding)
    var index = key.withUnsafeBytes { Self.hash($0) } & (entries.count - 1)
    while entries[index].parameter >= 0 { index = (index + 1) & (entries.count - 1) }
    entries[index] = Entry(start: bytes.count, count: key.count, parameter: parameter)
    bytes += key
  }

  /// The parameter and the value that `packet` sets it to, or `nil` where it is anything else.
  func parse(_ packet: UnsafeRawBufferPointer) -> (parameter: Int, value: Float)? {
    guard packet.count >= 12, packet.count % 4 == 0 else { return nil }
    let tags = UInt32(
      bigEndian: packet.loadUnaligned(fromByteOffset: packet.count - 8, as: UInt32.self))
    guard let value = Self.value(packet, tags), value.isFinite,
      let parameter = parameter(UnsafeRawBufferPointer(rebasing: packet.dropLast(8)))
    else { return nil }
    return (parameter, value)
  }

  private static func value(_ packet: UnsafeRawBufferPointer, _ tags: UInt32) -> Float? {
    let number = PacketBounds.int32(packet, at: packet.count - 4)
    switch tags {
    case 0x2c66_0000: return Float(bitPattern: UInt32(bitPattern: number))
    case 0x2c69_0000: return Float(number)
    default: return nil
    }
  }

  private func parameter(_ key: UnsafeRawBufferPointer) -> Int? {
    var index = Self.hash(key) & (entries.count - 1)
    while entries[index].parameter >= 0 {
      let entry = entries[index]
      if entry.count == key.count, equals(entry, key) { return entry.parameter }
      index = (index + 1) & (entries.count - 1)
    }
    return nil
  }

  private func equals(_ entry: Entry, _ key: UnsafeRawBufferPointer) -> Bool {
    bytes.withUnsafeBytes { bytes in
      for offset in stride(from: 0, to: key.count, by: 4)
      where PacketBounds.int32(bytes, at: entry.start + offset)
        != PacketBounds.int32(key, at: offset)
      {
        return false
      }
      return true
    }
  }

  private static func hash(_ key: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for offset in stride(from: 0, to: key.count, by: 4) {
      hash =
        (hash ^ UInt64(UInt32(bitPattern: PacketBounds.int32(key, at: offset)))) &* 0x100_0000_01b3
    }
    return Int(truncatingIfNeeded: (hash ^ hash >> 29) & 0x7fff_ffff)
  }
}
