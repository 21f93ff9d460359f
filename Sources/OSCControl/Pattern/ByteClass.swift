/// The bytes that stand between brackets in an address pattern, or all others where it begins with `!`.
struct ByteClass {
  private let ranges: [ClosedRange<UInt8>]
  private let isNegated: Bool

  /// Reads `text`, without its brackets; a minus at either end stands for itself.
  init(_ text: Substring.UTF8View) {
    var rest = Array(text)[...]
    isNegated = rest.first == UInt8(ascii: "!")
    if isNegated { rest.removeFirst() }
    var ranges: [ClosedRange<UInt8>] = []
    while let first = rest.popFirst() {
      if rest.first == UInt8(ascii: "-"), let last = rest.dropFirst().first {
        rest.removeFirst(2)
        ranges.append(min(first, last)...max(first, last))
      } else {
        ranges.append(first...first)
      }
    }
    self.ranges = ranges
  }

  func contains(_ byte: UInt8) -> Bool { ranges.contains { $0.contains(byte) } != isNegated }
}
