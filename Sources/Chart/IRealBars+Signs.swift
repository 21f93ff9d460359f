import Music

extension IRealBars {
  mutating func takeSign(_ sign: Character) {
    switch sign {
    case "S": bar.isSegno = true
    case "Q":
      codaCount += 1
      if codaCount == 1 { bar.leavesForCoda = true } else { bar.isCoda = true }
    case "x", "r": repeatBars(sign == "x" ? 1 : 2)
    case "p": cells.append(last)
    case "n": cells.append(ChordSymbol.none)
    case " ", "\u{A0}": if !cells.isEmpty { cells.append(nil) }
    default: break
    }
  }

  /// Plays the last bar, or the last two, once more.
  private mutating func repeatBars(_ count: Int) {
    isMarked = true
    guard found.count >= count else { return }
    let past = found.suffix(count).map(\.chords)
    bar.chords = past[0]
    guard count == 2 else { return }
    bar.endings = ending
    found.append(bar)
    bar = WrittenBar(beats: beats)
    bar.chords = past[1]
  }

  mutating func takeMetre() throws(Fault) {
    rest = rest.dropFirst()
    let digits = rest.prefix { ("0"..."9").contains($0) }.prefix(2)
    rest = rest.dropFirst(digits.count)
    guard digits.count == 2, let count = digits.first?.wholeNumberValue,
      let unit = digits.last?.wholeNumberValue, digits == "12" || [2, 4, 8].contains(unit)
    else { throw fault("'T\(digits)' is no metre") }
    // There is no room for three digits.
    let written = digits == "12" ? Metre(12, 8) : Metre(max(1, count), unit)
    let first = metre ?? written
    metre = first
    beats = written.beats(of: first.beatUnit) ?? written.beatsPerBar
    bar.beats = beats
  }

  /// Takes what is written about a bar, which may come after its line.
  mutating func takeText() throws(Fault) {
    guard let end = rest.firstIndex(of: ">") else { throw fault("a text in '<' has no '>'") }
    var text = rest[rest.index(after: rest.startIndex)..<end].lowercased()[...]
    rest = rest[rest.index(after: end)...]
    // How high it stands, as "*72", may come first.
    if text.hasPrefix("*") { text = text.dropFirst().drop(while: \.isNumber) }
    let digits = text.prefix { $0.isNumber }
    if text.dropFirst(digits.count).hasPrefix("x"), let count = Int(digits) {
      let isPast = cells.isEmpty && !isMarked && found.last?.repeatCount ?? 0 > 0
      if isPast { found[found.count - 1].repeatCount = min(16, count) }
      times = isPast ? nil : min(16, max(1, count))
    }
    if cells.isEmpty, !isMarked, !found.isEmpty {
      Self.direct(text, &found[found.count - 1])
    } else {
      Self.direct(text, &bar)
    }
  }

  private static func direct(_ text: Substring, _ bar: inout WrittenBar) {
    if text.hasPrefix("d.c.") { bar.jump = .toStart }
    if text.hasPrefix("d.s.") { bar.jump = .toSegno }
    if text.hasPrefix("fine") { bar.isFine = true }
  }

  /// Takes a chord; W stands for the root of the one before, over another bass or none.
  mutating func takeChord() throws(Fault) {
    guard !takeOwnChord() else { return }
    var name = chordText
    // An "s" makes chords small and is none of "sus".
    if let small = Self.small(in: name) { name = String(name.prefix(small)) }
    guard !name.isEmpty else { throw fault("this is no chord") }
    if name.hasPrefix("W"), let chord = last?.chord {
      let bass = name.dropFirst(2)
      guard let note = name == "W" ? chord.bass : PitchClass(name: bass) else {
        throw fault("'\(name)' has no bass")
      }
      rest = rest.dropFirst(name.count)
      return append(.chord(Chord(chord.root, chord.quality, bass: note)))
    }
    guard let symbol = ChordSymbol(name) else { throw fault("'\(name)' is no chord") }
    rest = rest.dropFirst(name.count)
    append(symbol)
  }

  mutating func append(_ symbol: ChordSymbol) {
    last = symbol
    cells.append(symbol)
  }

  private static let signs: Set<Character> = Set("|[]{}<>,()*ZTNSQxrpnlfUY \u{A0}")

  /// What comes until the next sign, or the next W; the "l" of "alt" is none.
  private var chordText: String {
    let rest = Array(rest.prefix(40))
    let end = rest.indices.first { index in
      let isAltered = index > 0 && rest[(index - 1)...].starts(with: "alt")
      let isNext = index > 0 && rest[index] == "W"
      return isNext || (Self.signs.contains(rest[index]) && !isAltered)
    }
    return String(rest[..<(end ?? rest.count)])
  }

  /// Where in `name` an "s" stands that is not the beginning of "sus".
  private static func small(in name: String) -> Int? {
    let letters = Array(name)
    var index = 0
    while index < letters.count {
      if letters[index] == "s" {
        guard letters[index...].starts(with: "sus") else { return index }
        index += 3
      } else {
        index += 1
      }
    }
    return nil
  }
}
