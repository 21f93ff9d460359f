/// A file of weights: little-endian words, the first of them a mark and the last a checksum of what
/// follows, then 32-bit floats.
package struct WeightFile {
  /// The words between the mark and the checksum.
  package let header: [Int]

  private let body: ArraySlice<UInt8>
  private let checksum: UInt32

  /// Splits `bytes` into a header of `wordCount` words and the weights; `nil` where it is too short
  /// or does not begin with `mark`.
  package init?(_ bytes: [UInt8], mark: UInt32, wordCount: Int) {
    guard bytes.count > 4 * wordCount, Self.word(0, of: bytes) == mark else { return nil }
    header = (1..<(wordCount - 1)).map { Int(Self.word($0, of: bytes)) }
    checksum = Self.word(wordCount - 1, of: bytes)
    body = bytes[(4 * wordCount)...]
  }

  package var isDamaged: Bool { Self.adler32(body) != checksum }

  package var weights: WeightReader { WeightReader(body) }

  private static func word(_ index: Int, of bytes: [UInt8]) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[4 * index + $1]) << UInt32(8 * $1) }
  }

  /// RFC 1950, 8.2.
  private static func adler32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var low: UInt32 = 1
    var high: UInt32 = 0
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return high << 16 | low
  }
}
