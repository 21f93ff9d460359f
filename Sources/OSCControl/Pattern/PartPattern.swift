/// One part of an address pattern, between two slashes.
///
/// The part's tokens are the states of a machine that is carried as the bits of one word, so each
/// byte of an address costs the same handful of instructions whatever the pattern (after Baeza-Yates
/// and Gonnet, "A new approach to text searching", 1992). No pattern can make it slow.
struct PartPattern {
  /// The most states that one part may need.
  static let stateCount = 127

  /// Alternatives: whoever reaches `start` may begin any; whoever ends one is at `end`.
  private struct Choice {
    var start: UInt128 = 0
    var begins: UInt128 = 0
    var ends: UInt128 = 0
    var end: UInt128 = 0
  }

  /// For each byte, its kind: bytes of one kind fit the same tokens.
  ///
  /// There are few kinds, so that thousands of patterns, which clients may leave behind, take little
  /// room.
  private var kinds = [UInt8](repeating: 0, count: 256)

  /// For each kind of byte, the states that it leads on from.
  private var accepting: [UInt128] = [0]
  private var choices: [Choice] = []

  /// The states that any byte leaves in place.
  private var loops: UInt128 = 0
  private var count = 0

  /// ``accepting`` in half the width, where that and no alternatives are enough.
  private var narrow: [UInt64] = []

  /// What every fitting part ends with, which tells most others in no time.
  private var ending: [UInt8] = []

  /// Compiles `text`, which holds no slash.
  init(_ text: Substring.UTF8View) throws(PatternError) {
    var rest = text[...]
    while let byte = rest.popFirst() {
      switch UnicodeScalar(byte) {
      case "*": loops |= try state()
      case "?": try append { _ in true }
      case "[": try appendClass(&rest)
      case "{": try appendChoice(&rest)
      case "]", "}": throw .unbalanced(Character(UnicodeScalar(byte)))
      default: try append { $0 == byte }
      }
    }
    _ = try state()
    ending = Array(text.reversed().prefix { !"*?[]{}".utf8.contains($0) }.reversed())
    if choices.isEmpty, count < UInt64.bitWidth {
      narrow = accepting.map { UInt64(truncatingIfNeeded: $0) }
    }
  }

  /// Whether the whole of `part` fits.
  func matches(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard part.count >= ending.count, part.suffix(ending.count).elementsEqual(ending) else {
      return false
    }
    return narrow.isEmpty ? matchesWide(part) : matchesNarrow(part)
  }

  private func matchesNarrow(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let loops = UInt64(truncatingIfNeeded: loops)
    return narrow.withUnsafeBufferPointer { accepting in
      kinds.withUnsafeBufferPointer { kinds in
        var states: UInt64 = 1
        for byte in part {
          states = (states & accepting[Int(kinds[Int(byte)])]) << 1 | states & loops
          if states == 0 { return false }
        }
        return states >> UInt64(count) & 1 == 1
      }
    }
  }

  private func matchesWide(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var states = entered(1)
    for byte in part {
      let left = entered((states & accepting[Int(kinds[Int(byte)])]) << 1)
      states = left | entered(states & loops)
      if states == 0 { return false }
    }
    return states >> UInt128(count) & 1 == 1
  }

  /// The states that are reached together with `states`, which costs nothing but a look at each
  /// group of alternatives, in the order in which they stand.
  private func entered(_ states: UInt128) -> UInt128 {
    var states = states
    for choice in choices {
      if states & choice.start != 0 { states |= choice.begins }
      if states & choice.ends != 0 { states |= choice.end }
    }
    return states
  }

  /// The bit of the state that the pattern has come to.
  private func state() throws(PatternError) -> UInt128 {
    guard count < Self.stateCount else { throw .tooLong }
    return 1 << UInt128(count)
  }

  private mutating func append(_ fits: (UInt8) -> Bool) throws(PatternError) {
    let state = try state()
    var isMixed = [Bool](repeating: false, count: accepting.count)
    for byte in UInt8.min...UInt8.max where !fits(byte) { isMixed[Int(kinds[Int(byte)])] = true }
    // A kind of which only some bytes fit becomes two.
    var fitting = [UInt8?](repeating: nil, count: accepting.count)
    for byte in UInt8.min...UInt8.max where fits(byte) {
      let kind = Int(kinds[Int(byte)])
      guard isMixed[kind] else {
        accepting[kind] |= state
        continue
      }
      let split = fitting[kind] ?? UInt8(accepting.count)
      if fitting[kind] == nil { accepting.append(accepting[kind] | state) }
      fitting[kind] = split
      kinds[Int(byte)] = split
    }
    count += 1
  }

  private mutating func appendClass(_ rest: inout Substring.UTF8View) throws(PatternError) {
    guard let close = rest.firstIndex(of: UInt8(ascii: "]")) else { throw .unbalanced("[") }
    let members = ByteClass(rest[..<close])
    rest = rest[rest.index(after: close)...]
    try append(members.contains)
  }

  private mutating func appendChoice(_ rest: inout Substring.UTF8View) throws(PatternError) {
    guard let close = rest.firstIndex(of: UInt8(ascii: "}")) else { throw .unbalanced("{") }
    let names = rest[..<close].split(
      separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    rest = rest[rest.index(after: close)...]
    var choice = Choice(start: try state())
    for name in names {
      // A state of its own before each name: a loop before the braces must not run inside them.
      count += 1
      choice.begins |= try state()
      for byte in name { try append { $0 == byte } }
      choice.ends |= try state()
    }
    count += 1
    choice.end = try state()
    choices.append(choice)
  }
}
