import Music

/// Bars as players type them, parted by lines.
///
/// In "C | Am . F . | % | D7 G7", a bar with as many words as beats has one a beat, and a dot holds the chord before; otherwise
/// its words share it evenly, and of words with "~" between them, each its part of that. "%" repeats the bar before, "%%"
/// the two before, and "|:" and ":|" what is between them; "|1" and "|2" begin its endings. "(3/4)"
/// gives the bar that it begins a metre of its own.
///
/// Signs as in the grids of ChordPro (chordpro.org, "start_of_grid"); a bar's own metre as the annotations of
/// the McGill Billboard set have it.
struct BarText {
  /// A word that is not understood, by its place in the line in Unicode scalars.
  struct Fault: Error {
    let offset: Int
    let length: Int
    let message: String
  }

  typealias Word = (text: Substring, offset: Int)

  /// What bars have that say nothing else.
  var metre: Metre
  private(set) var bars: [WrittenBar] = []
  private var words: [Word] = []
  private var startsRepeat = false
  private var ending: Set<Int> = []

  /// The second of two bars that are repeated at once.
  private var owed: WrittenBar?

  init(_ metre: Metre) { self.metre = metre }

  /// Reads a line, with which a bar ends.
  mutating func read(_ line: some StringProtocol) throws(Fault) {
    var offset = 0
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    for piece in line.split(omittingEmptySubsequences: false, whereSeparator: isBlank) {
      if !piece.isEmpty { try take(Substring(piece), at: offset) }
      offset += piece.unicodeScalars.count + 1
    }
    try endBar()
  }

  /// Takes in that no bar follows.
  mutating func end() { payOwed() }

  private mutating func take(_ word: Substring, at offset: Int) throws(Fault) {
    var word = word
    var offset = offset
    while let line = word.firstIndex(of: "|") {
      var before = word[..<line]
      let isRepeated = before.hasSuffix(":")
      if isRepeated { before = before.dropLast() }
      if !before.isEmpty { words.append((before, offset)) }
      try endBar()
      if isRepeated { endRepeat() }
      let rest = afterLine(word[word.index(after: line)...])
      offset += word.unicodeScalars.distance(from: word.startIndex, to: rest.startIndex)
      word = rest
    }
    if !word.isEmpty { words.append((word, offset)) }
  }

  private mutating func endRepeat() {
    payOwed()
    ending = []
    guard let last = bars.indices.last else { return }
    bars[last].repeatCount = 2
  }

  /// What is left of `text` behind the sign that a bar line may have: a repeat that starts, an ending,
  /// or the last one's end.
  private mutating func afterLine(_ text: Substring) -> Substring {
    if text.hasPrefix(":") {
      startsRepeat = true
      ending = []
      return text.dropFirst()
    }
    if text.hasPrefix("|") || text == "." {
      ending = []
      return text.first == "." ? text.dropFirst() : text
    }
    // All sixteen endings at once are no longer than this.
    guard text.utf8.count <= 40 else { return text }
    let numbers = text.split(separator: ",").map { Int($0) }
    guard !numbers.isEmpty, numbers.allSatisfy({ (1...16).contains($0 ?? 0) }) else { return text }
    ending = Set(numbers.compactMap { $0 })
    return text.dropFirst(text.count)
  }

  /// Makes a bar of the words since the last line, if there are any.
  private mutating func endBar() throws(Fault) {
    defer { words = [] }
    if owed != nil, !words.isEmpty {
      payOwed()
      if words.allSatisfy({ $0.text == "." }) { return }
    }
    var bar = WrittenBar(beats: try takeMetre())
    guard let first = words.first else { return }
    let repeated = first.text == "%%" ? 2 : first.text == "%" ? 1 : 0
    if repeated > 0, words.dropFirst().allSatisfy({ $0.text == "." }) {
      guard bars.count >= repeated else {
        throw Self.fault(
          first, repeated == 1 ? "no bar comes before this one" : "no two bars come before this")
      }
      let past = bars.suffix(repeated)
      bar = past[past.startIndex].replayed
      if repeated == 2 { owed = bars[bars.count - 1].replayed }
    } else {
      bar.chords = try Self.chords(words, beats: bar.beats)
    }
    bar.startsRepeat = startsRepeat
    bar.endings = ending
    startsRepeat = false
    bars.append(bar)
  }

  private mutating func payOwed() {
    guard var bar = owed else { return }
    owed = nil
    bar.endings = ending
    bars.append(bar)
  }

  /// The beats of the bar, by the metre that its first word may be.
  private mutating func takeMetre() throws(Fault) -> Int {
    guard let first = words.first, first.text.hasPrefix("("), first.text.hasSuffix(")"),
      first.text.dropFirst().first?.isNumber == true, words.count > 1
    else { return metre.beatsPerBar }
    guard let own = Metre(chart: first.text.dropFirst().dropLast()),
      let beats = own.beats(of: metre.beatUnit)
    else { throw Self.fault(first, "'\(first.text.prefix(20))' is no metre such as (2/4)") }
    words.removeFirst()
    return beats
  }
}
