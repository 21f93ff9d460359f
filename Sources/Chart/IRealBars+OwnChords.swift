import Music

extension IRealBars {
  /// Takes a root with a quality in the writer's own words, as in "C*add9*", if one comes.
  ///
  /// Of words that are no quality, what reads as one at their beginning is taken.
  mutating func takeOwnChord() -> Bool {
    let text = Array(rest.prefix(32))
    let rootLength = text.count > 1 && "b#".contains(text[1]) ? 2 : 1
    guard text.count > rootLength, text[rootLength] == "*",
      let end = text[(rootLength + 1)...].firstIndex(of: "*"),
      !text[..<end].contains(where: { "|[]{}".contains($0) })
    else { return false }
    let words = text[(rootLength + 1)..<end].filter { $0 != " " }
    let bass = Self.bass(in: text[(end + 1)...])
    let symbols = (0...words.count).reversed().lazy.compactMap { length in
      ChordSymbol(String(text[..<rootLength] + words.prefix(length)) + bass)
    }
    guard let symbol = symbols.first else { return false }
    rest = rest.dropFirst(end + 1 + bass.count)
    append(symbol)
    return true
  }

  /// A slash and a note, if `text` begins so.
  private static func bass(in text: ArraySlice<Character>) -> String {
    guard text.first == "/", let note = text.dropFirst().first, ("A"..."G").contains(note) else {
      return ""
    }
    return String(text.prefix(2) + text.dropFirst(2).prefix(1).filter { "b#".contains($0) })
  }
}
