import Music

/// Reads the music of an iReal Pro chart, once it is in order, from left to right.
struct IRealBars {
  struct Fault: Error {
    let message: String
    let near: String
  }

  private var rest: Substring
  private var found: [WrittenBar] = []

  /// The bar being read: its cells, each with the chord that begins in it, if any.
  private var cells: [ChordSymbol?] = []
  private var isMarked = false
  private var bar: WrittenBar
  private var ending: Set<Int> = []
  private var root: PitchClass?
  private var last: ChordSymbol?
  private var coda = 0

  /// The first metre that is written.
  private(set) var metre: Metre?
  private var beats = 4

  init(_ music: String) {
    rest = music[...]
    bar = WrittenBar(beats: 4)
  }

  mutating func bars() throws(Fault) -> [WrittenBar] {
    while let first = rest.first {
      try take(first)
      guard found.count <= Chart.longest else { throw fault("the chart is too long") }
    }
    try endBar()
    return found
  }

  private func fault(_ message: String) -> Fault {
    Fault(message: message, near: String(rest.prefix(12)))
  }

  private mutating func take(_ first: Character) throws(Fault) {
    switch first {
    case "|", "[", "]", "{", "}", "Z": try takeLine(first)
    case "*":
      rest = rest.dropFirst()
      bar.section = rest.popFirst().map { $0 == "i" ? "intro" : $0 == "v" ? "verse" : String($0) }
    case "T": try takeMetre()
    case "N":
      rest = rest.dropFirst()
      guard let number = rest.popFirst()?.wholeNumberValue else {
        throw fault("an ending has a number")
      }
      ending = [max(1, number)]
    case "<": try takeText()
    case "(":
      // Another chord that may be played: the one that stands below it is.
      guard let end = rest.firstIndex(of: ")") else { throw fault("a bracket is not closed") }
      rest = rest[rest.index(after: end)...]
    case "S", "Q", "x", "r", "p", "n", "s", "l", "f", "U", "Y", ",", " ", "\u{A0}":
      rest = rest.dropFirst()
      takeSign(first)
    case "A"..."G", "W": try takeChord()
    default: throw fault("\(first) has no meaning here")
    }
  }

  private mutating func takeSign(_ sign: Character) {
    switch sign {
    case "S": bar.isSegno = true
    case "Q":
      coda += 1
      if coda == 1 { bar.leavesForCoda = true } else { bar.isCoda = true }
    case "x", "r":
      let count = sign == "x" ? 1 : 2
      isMarked = true
      guard found.count >= count else { return }
      bar.chords = found[found.count - count].chords
      if sign == "r" {
        var first = bar
        first.endings = ending
        let second = found[found.count - 1].chords
        found.append(first)
        bar = WrittenBar(beats: beats)
        bar.chords = second
      }
    case "p": cells.append(last)
    case "n": cells.append(ChordSymbol.none)
    case " ", "\u{A0}": if !cells.isEmpty { cells.append(nil) }
    default: break
    }
  }

  private mutating func takeLine(_ line: Character) throws(Fault) {
    rest = rest.dropFirst()
    try endBar()
    if line == "}", let index = found.indices.last {
      found[index].repeatCount = 2
    }
    if "}]Z".contains(line) { ending = [] }
    if line == "{" { bar.startsRepeat = true }
  }

  /// Makes a bar of the cells since the last line; blanks alone are none.
  private mutating func endBar() throws(Fault) {
    let hasChords = cells.contains { $0 != nil }
    guard hasChords || isMarked else {
      cells = []
      return
    }
    if hasChords { bar.chords = placed() }
    bar.beats = beats
    bar.endings = ending
    found.append(bar)
    bar = WrittenBar(beats: beats)
    cells = []
    isMarked = false
  }

  /// The chords by beat: a cell is a beat where there are as many, or else they share the bar.
  private func placed() -> [ChartChord] {
    let begun = cells.indices.filter { cells[$0] != nil }
    let isExact = cells.count == beats
    return begun.enumerated().map { order, index in
      let share = Double(order) * Double(beats) / Double(begun.count)
      return ChartChord(isExact ? Double(index) : share, cells[index]?.chord)
    }
  }

  private mutating func takeMetre() throws(Fault) {
    rest = rest.dropFirst()
    let digits = rest.prefix { ("0"..."9").contains($0) }.prefix(2)
    rest = rest.dropFirst(digits.count)
    guard digits.count == 2, var count = digits.first?.wholeNumberValue,
      let unit = digits.last?.wholeNumberValue, [2, 4, 8].contains(unit)
    else { throw fault("'T\(digits)' is no metre") }
    if digits == "12" { count = 12 }
    beats = max(1, count)
    bar.beats = beats
    if metre == nil { metre = Metre(beats, digits == "12" ? 8 : unit) }
  }

  private mutating func takeText() throws(Fault) {
    guard let end = rest.firstIndex(of: ">") else { throw fault("a text in '<' has no '>'") }
    let text = rest[rest.index(after: rest.startIndex)..<end].lowercased()
    rest = rest[rest.index(after: end)...]
    // What is written about a bar may come after its line.
    let isHere = !cells.isEmpty || isMarked || found.isEmpty
    let change = { (bar: inout WrittenBar) in
      if text.hasPrefix("d.c.") { bar.jump = .toStart }
      if text.hasPrefix("d.s.") { bar.jump = .toSegno }
      if text.hasPrefix("fine") { bar.isFine = true }
      let digits = text.prefix { $0.isNumber }
      if text.dropFirst(digits.count).hasPrefix("x"), let count = Int(digits) {
        bar.repeatCount = Swift.min(count, 16)
      }
    }
    if isHere { change(&bar) } else { change(&found[found.count - 1]) }
  }

  /// Takes a chord; W stands for the root of the one before, over another bass.
  private mutating func takeChord() throws(Fault) {
    let text = rest.prefix { !"|[]{}<>,()*ZTNSQxrpnlfUY \u{A0}".contains($0) || false }
    var name = String(text)
    // An "s" makes chords small and is none of "sus".
    if let small = Self.small(in: name) { name = String(name.prefix(small)) }
    guard !name.isEmpty else { throw fault("this is no chord") }
    rest = rest.dropFirst(name.count)
    if name.hasPrefix("W"), let chord = last?.chord {
      let bass = name.dropFirst(2)
      guard let note = PitchClass(name: bass) else { throw fault("'\(name)' has no bass") }
      return append(.chord(Chord(chord.root, chord.quality, bass: note)))
    }
    guard let symbol = ChordSymbol(name) else { throw fault("'\(name)' is no chord") }
    append(symbol)
  }

  private mutating func append(_ symbol: ChordSymbol) {
    last = symbol
    cells.append(symbol)
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
