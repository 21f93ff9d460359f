/// A code whose words have as many bits as are told, in order of their symbols (RFC 1951, 3.2.2).
struct PrefixCode {
  /// How many words have each width, from 0.
  private let counts: [Int]

  /// The symbols in the order of their words.
  private let symbols: [Int]

  private static let widest = 15

  /// The code in which symbol number `i` has `widths[i]` bits, 0 for none; `nil` where there is none such.
  init?(_ widths: [Int]) {
    var counts = [Int](repeating: 0, count: Self.widest + 1)
    for width in widths where width > 0 { counts[width] += 1 }
    var room = 1
    for count in counts.dropFirst() {
      room = 2 * room - count
      guard room >= 0 else { return nil }
    }
    self.counts = counts
    symbols = widths.indices.filter { widths[$0] > 0 }
      .sorted { (widths[$0], $0) < (widths[$1], $1) }
  }

  /// A word that is read bit by bit.
  struct Reader {
    enum Step { case more, symbol(Int), none }

    private var word = 0
    private var first = 0
    private var index = 0
    private var width = 0

    init() {}

    /// Takes the next bit of a word of `code`.
    mutating func take(_ bit: Int, of code: PrefixCode) -> Step {
      width += 1
      guard width <= PrefixCode.widest else { return .none }
      word = 2 * word + bit
      first *= 2
      let count = code.counts[width]
      if word - first < count { return .symbol(code.symbols[index + word - first]) }
      index += count
      first += count
      return .more
    }
  }

  /// The codes of blocks that bring none (3.2.6).
  static let fixedLengths = plain(
    (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
  static let fixedDistances = plain([Int](repeating: 5, count: 30))

  private static func plain(_ widths: [Int]) -> PrefixCode {
    guard let code = PrefixCode(widths) else { preconditionFailure("The standard's own code.") }
    return code
  }
}
