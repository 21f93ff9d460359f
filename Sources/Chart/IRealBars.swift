import Music

/// Reads the music of an iReal Pro chart, once it is in order, from left to right.
struct IRealBars {
  struct Fault: Error {
    let message: String
    let near: String
  }

  var rest: Substring
  var found: [WrittenBar] = []

  /// The bar being read: its cells, each with the chord that begins in it, if any.
  var cells: [ChordSymbol?] = []
  var isMarked = false
  var bar: WrittenBar
  var ending: Set<Int> = []
  var last: ChordSymbol?
  var codaCount = 0

  /// How often the repeat is played whose end comes next, where that is said.
  var times: Int?

  /// The first metre that is written, and the beats that the next bar has of it.
  var metre: Metre?
  var beats = 4

  init(_ music: String) {
    rest = music[...]
    bar = WrittenBar(beats: 4)
  }

  mutating func bars() throws(Fault) -> [WrittenBar] {
    while let first = rest.first {
      try take(first)
      guard found.count <= Chart.longest else { throw fault("the chart is too long") }
    }
    endBar()
    return found
  }

  func fault(_ message: String) -> Fault {
    Fault(message: message, near: String(rest.prefix(12)))
  }

  private mutating func take(_ first: Character) throws(Fault) {
    switch first {
    case "|", "[", "]", "{", "}", "Z": takeLine(first)
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

  private mutating func takeLine(_ line: Character) {
    rest = rest.dropFirst()
    endBar()
    if line == "}", let index = found.indices.last {
      found[index].repeatCount = times ?? 2
      times = nil
    }
    if "}]Z".contains(line) { ending = [] }
    if line == "{" { bar.startsRepeat = true }
  }

  /// Makes a bar of the cells since the last line; blanks alone are none.
  mutating func endBar() {
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
}
