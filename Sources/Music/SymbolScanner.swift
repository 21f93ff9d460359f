/// Reads a chord symbol from left to right.
struct SymbolScanner {
  private var rest: Substring

  init(_ text: some StringProtocol) { rest = Substring(text) }

  var isAtEnd: Bool { rest.isEmpty }

  /// Takes `text` if it comes next.
  mutating func take(_ text: String) -> Bool {
    guard rest.hasPrefix(text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  /// A letter A to G and up to two accidentals of a kind.
  mutating func note() -> PitchClass? {
    guard let letter = rest.first, let natural = PitchClass(name: String(letter)) else {
      return nil
    }
    rest = rest.dropFirst()
    for (signs, step) in [(["#", "♯"], 1), (["b", "♭"], -1)] where takeOne(of: signs) {
      return natural.raised(by: isDoubled(signs) && takeOne(of: signs) ? 2 * step : step)
    }
    return natural
  }

  private mutating func takeOne(of signs: [String]) -> Bool { signs.contains { take($0) } }

  /// Whether one more accidental belongs to the note: in "Bbb5" it belongs to the fifth.
  private func isDoubled(_ signs: [String]) -> Bool {
    signs.contains { sign in
      rest.hasPrefix(sign) && !["5", "9", "1"].contains(rest.dropFirst().first)
    }
  }

  /// What stands between the root and the bass; nothing is a major triad.
  mutating func quality() -> ChordQuality? {
    var build = SymbolBuild()
    while let first = rest.first, !isBass {
      if "(), ".contains(first) {
        rest = rest.dropFirst()
      } else if let word = Self.words.first(where: { take($0.text) }) {
        build.take(word.meaning)
      } else {
        return nil
      }
    }
    return build.isComplete ? build.quality : nil
  }

  /// Whether what comes is a slash and a bass, rather than the one of "6/9".
  private var isBass: Bool {
    guard rest.hasPrefix("/") else { return false }
    return rest.dropFirst().first.map { !$0.isNumber } ?? true
  }

  /// Longer words stand before those that they begin with.
  private static let words: [(text: String, meaning: SymbolBuild.Word)] = [
    ("maj", .major), ("Maj", .major), ("MAJ", .major), ("min", .minor), ("Min", .minor),
    ("MIN", .minor), ("dim", .diminished), ("Dim", .diminished), ("aug", .augmented),
    ("Aug", .augmented), ("sus24", .fourth), ("sus2", .second), ("sus4", .fourth),
    ("sus", .fourth), ("alt", .altered), ("add", .added), ("omit", .omitted), ("no", .omitted),
    ("ma", .major), ("Ma", .major), ("mi", .minor), ("Mi", .minor), ("M", .major), ("m", .minor),
    ("Δ", .triangle), ("△", .triangle), ("^", .triangle), ("-", .minus), ("−", .minus),
    ("–", .minus),
    ("+", .plus), ("ø", .halfDiminished), ("Ø", .halfDiminished), ("h", .halfDiminished),
    ("°", .diminished), ("º", .diminished), ("o", .diminished), ("#", .sharp), ("♯", .sharp),
    ("b", .flat), ("♭", .flat), ("13", .degree(13)), ("11", .degree(11)), ("69", .sixNine),
    ("6/9", .sixNine), ("2", .degree(2)), ("3", .degree(3)), ("4", .degree(4)),
    ("5", .degree(5)), ("6", .degree(6)), ("7", .degree(7)), ("9", .degree(9)),
  ]
}
