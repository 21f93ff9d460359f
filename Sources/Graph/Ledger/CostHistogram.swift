/// How often which cost occurred, in steps of a quarter of an octave.
package struct CostHistogram: Sendable {
  /// Up to four seconds, the last bin holding what is beyond.
  package static let binCount = 128

  /// How many costs fell into each bin.
  package private(set) var counts = [Int](repeating: 0, count: binCount)

  /// Counts a cost of `nanoseconds`.
  mutating func record(_ nanoseconds: Int) { counts[Self.bin(nanoseconds)] += 1 }

  /// The cost in nanoseconds that `fraction` of all stayed below, to a quarter of an octave.
  package func quantile(_ fraction: Double) -> Int {
    let wanted = Int((Double(counts.reduce(0, +)) * fraction).rounded(.up))
    guard wanted > 0 else { return 0 }
    var seen = 0
    for (bin, count) in counts.enumerated() {
      seen += count
      if seen >= wanted { return Self.upperBound(bin) }
    }
    return 0
  }

  /// The smallest cost above all that fall into `bin`, in nanoseconds.
  package static func upperBound(_ bin: Int) -> Int {
    bin < 4 ? bin + 1 : (4 + bin % 4 + 1) << (bin / 4 - 1)
  }

  /// Octaves from 4 ns on, cut in four by the two bits below the highest.
  static func bin(_ nanoseconds: Int) -> Int {
    let value = max(0, nanoseconds)
    guard value >= 4 else { return value }
    let octave = Int.bitWidth - 1 - value.leadingZeroBitCount
    return min(binCount - 1, (octave - 1) * 4 + (value >> (octave - 2)) & 3)
  }
}
