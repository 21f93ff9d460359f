private import Glibc

/// Text that stands for many addresses, as OSC 1.0 and 1.1 define it.
///
/// `?` is any one character, `*` any run of them, `[a-z]` and `[!a]` a class, `{x,y}` either word;
/// none of them crosses a slash. `//` stands for any number of parts, none included; at the end it
/// means everything beneath. Matching takes time in proportion to the address, for every pattern.
package struct AddressPattern {
  /// The most parts of a pattern.
  package static let partCount = 32

  private enum Part {
    case literal([UInt8])
    case pattern(PartPattern)

    func matches(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
      switch self {
      case .literal(let text): text.elementsEqual(part)
      case .pattern(let pattern): pattern.matches(part)
      }
    }
  }

  package let text: String
  private var parts: [Part] = []

  /// Bit n is set where any number of parts may come before part n.
  private var gaps: UInt64 = 0

  /// Whether `text` has any character that makes it a pattern rather than an address.
  package static func isPattern(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      switch UnicodeScalar(byte) {
      case "*", "?", "[", "]", "{", "}": return true
      case "/" where previous == byte: return true
      default: previous = byte
      }
    }
    return false
  }

  /// Compiles `text`.
  package init(_ text: String) throws(PatternError) {
    self.text = text
    guard text.utf8.first == UInt8(ascii: "/") else { throw .noSlash }
    guard text.utf8.count <= PacketBounds.addressSize else { throw .tooLong }
    let names = Substring(text).utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (index, name) in names.enumerated() {
      if name.isEmpty, index < names.count - 1 {
        gaps |= 1 << UInt64(parts.count)
      } else {
        let followsGap = gaps >> UInt64(parts.count) & 1 == 1
        try append(name.isEmpty && followsGap ? Substring("*").utf8 : name)
      }
    }
  }

  private mutating func append(_ name: Substring.UTF8View) throws(PatternError) {
    guard parts.count < Self.partCount else { throw .tooManyParts }
    let isPattern = name.contains { "*?[]{}".utf8.contains($0) }
    parts.append(isPattern ? .pattern(try PartPattern(name)) : .literal(Array(name)))
  }

  /// Whether the pattern stands for `address`.
  package func matches(_ address: String) -> Bool {
    var address = address
    return address.withUTF8(matches)
  }

  private func matches(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    guard address.first == UInt8(ascii: "/") else { return false }
    var reached: UInt64 = 1
    var start = 1
    while reached != 0 {
      let end = Self.slash(in: address, from: start)
      reached = step(reached, over: address[start..<end])
      guard end < address.count else { break }
      start = end + 1
    }
    return reached >> UInt64(parts.count) & 1 == 1
  }

  /// Where the next slash is, or the end.
  private static func slash(in address: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let bytes = address.baseAddress,
      let found = memchr(bytes + start, Int32(UInt8(ascii: "/")), address.count - start)
    else { return address.count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
  }

  /// The numbers of parts that fit once `part` is over, as bits, given those that fitted before.
  private func step(_ reached: UInt64, over part: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    var next = reached & gaps
    for index in parts.indices where reached >> UInt64(index) & 1 == 1 {
      if parts[index].matches(part) { next |= 1 << UInt64(index + 1) }
    }
    return next
  }
}
