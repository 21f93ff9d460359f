/// What undoes "deflate", by which files in archives are compressed (RFC 1951).
struct Inflater {
  enum Fault: Error { case isDamaged, isTooLarge }

  private let bytes: ArraySlice<UInt8>
  private var place: Int
  private var bits: UInt32 = 0
  private var bitCount = 0
  private var output: [UInt8] = []
  private let limit: Int

  private init(_ bytes: ArraySlice<UInt8>, limit: Int) {
    self.bytes = bytes
    self.limit = limit
    place = bytes.startIndex
  }

  /// What `bytes` were before they were compressed, if that is no more than `limit` bytes.
  static func inflate(_ bytes: ArraySlice<UInt8>, limit: Int) throws(Fault) -> [UInt8] {
    var inflater = Inflater(bytes, limit: limit)
    var isLast = false
    while !isLast {
      isLast = try inflater.take(1) == 1
      switch try inflater.take(2) {
      case 0: try inflater.copyStored()
      case 1: try inflater.decode(.fixedLengths, .fixedDistances)
      case 2:
        let (lengths, distances) = try inflater.codes()
        try inflater.decode(lengths, distances)
      default: throw .isDamaged
      }
    }
    return inflater.output
  }

  /// The next `count` bits, the first of them the lowest.
  private mutating func take(_ count: Int) throws(Fault) -> Int {
    while bitCount < count {
      guard place < bytes.endIndex else { throw .isDamaged }
      bits |= UInt32(bytes[place]) << UInt32(bitCount)
      place += 1
      bitCount += 8
    }
    defer {
      bits >>= UInt32(count)
      bitCount -= count
    }
    return Int(bits & ((1 << UInt32(count)) - 1))
  }

  private mutating func put(_ byte: UInt8) throws(Fault) {
    guard output.count < limit else { throw .isTooLarge }
    output.append(byte)
  }

  /// Takes over a block that is not compressed.
  private mutating func copyStored() throws(Fault) {
    (bits, bitCount) = (0, 0)
    let (count, inverse) = (try take(16), try take(16))
    guard count == inverse ^ 0xFFFF, place + count <= bytes.endIndex else { throw .isDamaged }
    for byte in bytes[place..<place + count] { try put(byte) }
    place += count
  }

  /// Takes a block of bytes, and of pieces that came before: how long, and how far back.
  private mutating func decode(_ lengths: PrefixCode, _ distances: PrefixCode) throws(Fault) {
    while true {
      let symbol = try self.symbol(of: lengths)
      guard symbol != 256 else { return }
      guard symbol > 256 else {
        try put(UInt8(symbol))
        continue
      }
      let count = try value(symbol - 257, Self.lengths)
      let distance = try value(self.symbol(of: distances), Self.distances)
      guard distance <= output.count else { throw .isDamaged }
      for _ in 0..<count { try put(output[output.count - distance]) }
    }
  }

  private mutating func symbol(of code: PrefixCode) throws(Fault) -> Int {
    var reader = PrefixCode.Reader()
    while true {
      switch try reader.take(take(1), of: code) {
      case .symbol(let symbol): return symbol
      case .more: break
      case .none: throw .isDamaged
      }
    }
  }

  /// What the symbol number `index` stands for, with the bits that follow it.
  private mutating func value(_ index: Int, _ table: [(base: Int, bits: Int)]) throws(Fault) -> Int
  {
    guard table.indices.contains(index) else { throw .isDamaged }
    return try table[index].base + take(table[index].bits)
  }

  /// The codes of a block that brings its own.
  private mutating func codes() throws(Fault) -> (PrefixCode, PrefixCode) {
    let (lengthCount, distanceCount) = (try take(5) + 257, try take(5) + 1)
    let orderCount = try take(4) + 4
    var widths = [Int](repeating: 0, count: 19)
    for index in Self.order.prefix(orderCount) { widths[index] = try take(3) }
    guard let code = PrefixCode(widths) else { throw .isDamaged }
    var all: [Int] = []
    while all.count < lengthCount + distanceCount {
      let symbol = try self.symbol(of: code)
      switch symbol {
      case 16:
        guard let last = all.last else { throw .isDamaged }
        all += [Int](repeating: last, count: try take(2) + 3)
      case 17: all += [Int](repeating: 0, count: try take(3) + 3)
      case 18: all += [Int](repeating: 0, count: try take(7) + 11)
      default: all.append(symbol)
      }
    }
    guard all.count == lengthCount + distanceCount,
      let lengths = PrefixCode(Array(all.prefix(lengthCount))),
      let distances = PrefixCode(Array(all.suffix(distanceCount)))
    else { throw .isDamaged }
    return (lengths, distances)
  }

  /// The order in which the widths of the code of codes come (RFC 1951, 3.2.7).
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// What length each symbol stands for, and how many bits are added (3.2.5).
  private static let lengths: [(base: Int, bits: Int)] =
    zip(
      [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
        131, 163, 195, 227, 258,
      ],
      [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
    ).map { (base: $0, bits: $1) }

  /// The same of distances.
  private static let distances: [(base: Int, bits: Int)] = (0..<30).map { index in
    let bits = max(0, index / 2 - 1)
    return (base: index < 2 ? index + 1 : ((2 + index % 2) << bits) + 1, bits: bits)
  }
}
