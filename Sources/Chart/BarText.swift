import Music

/// Bars as players type them, parted by lines.
///
/// In "C | Am . F . | % | D7 G7", a bar with as many words as beats has one a beat, and a dot holds the chord before; otherwise
/// its words share it evenly. A percent sign repeats the bar before, and "|:" and ":|" what is
/// between them.
struct BarText {
  /// A word that is not understood, by its place in the text in Unicode scalars.
  struct Fault: Error {
    let offset: Int
    let length: Int
    let message: String
  }

  private let beatsPerBar: Int
  private(set) var bars: [WrittenBar] = []
  private var words: [(text: Substring, offset: Int)] = []
  private var startsRepeat = false

  init(beatsPerBar: Int) { self.beatsPerBar = beatsPerBar }

  static func bars(_ text: String, beatsPerBar: Int) throws(Fault) -> [WrittenBar] {
    var reader = BarText(beatsPerBar: beatsPerBar)
    var offset = 0
    for piece in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !piece.isEmpty { try reader.take(piece, at: offset) }
      offset += piece.unicodeScalars.count + 1
    }
    try reader.endBar()
    return reader.bars
  }

  private mutating func take(_ word: Substring, at offset: Int) throws(Fault) {
    var word = word
    var offset = offset
    while let line = word.firstIndex(where: { $0 == "|" }) {
      var before = word[..<line]
      let isEnd = before.hasSuffix(":")
      if isEnd { before = before.dropLast() }
      if !before.isEmpty { words.append((before, offset)) }
      try endBar()
      if isEnd, let last = bars.indices.last { bars[last].repeatCount = 2 }
      let rest = word[word.index(after: line)...]
      offset += word.unicodeScalars.count - rest.unicodeScalars.count
      word = rest
      if word.hasPrefix(":") {
        startsRepeat = true
        word = word.dropFirst()
        offset += 1
      }
    }
    if !word.isEmpty { words.append((word, offset)) }
  }

  /// Makes a bar of the words since the last line, if there are any.
  private mutating func endBar() throws(Fault) {
    guard let first = words.first else { return }
    var bar = WrittenBar(beats: beatsPerBar)
    if first.text == "%", words.count == 1 {
      guard let last = bars.last else { throw fault(first, "no bar comes before this one") }
      bar.chords = last.chords
    } else {
      bar.chords = try chords()
    }
    bar.startsRepeat = startsRepeat
    startsRepeat = false
    bars.append(bar)
    words = []
  }

  private func chords() throws(Fault) -> [ChartChord] {
    guard words.count <= 4 * beatsPerBar else {
      throw fault(words[4 * beatsPerBar], "this bar has more than \(4 * beatsPerBar) chords")
    }
    let length = Double(beatsPerBar) / Double(words.count)
    var chords: [ChartChord] = []
    for (index, word) in words.enumerated() where word.text != "." && word.text != "/" {
      guard let symbol = ChordSymbol(word.text) else {
        throw fault(word, "'\(word.text.prefix(20))' is no chord")
      }
      chords.append(ChartChord(Double(index) * length, symbol.chord))
    }
    return chords
  }

  private func fault(_ word: (text: Substring, offset: Int), _ message: String) -> Fault {
    Fault(offset: word.offset, length: word.text.unicodeScalars.count, message: message)
  }
}
