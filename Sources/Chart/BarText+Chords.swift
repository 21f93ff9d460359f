import Music

extension BarText {
  static func chords(_ words: [Word], beats: Int) throws(Fault) -> [ChartChord] {
    guard words.count <= 4 * beats else {
      throw fault(words[4 * beats], "this bar has more than \(4 * beats) chords")
    }
    let length = Double(beats) / Double(words.count)
    var chords: [ChartChord] = []
    for (index, word) in words.enumerated() where word.text != "." && word.text != "/" {
      let names = word.text.split(separator: "~", omittingEmptySubsequences: false)
      for (place, name) in names.enumerated() {
        guard let symbol = ChordSymbol(name) else {
          throw fault(word, "'\(name.prefix(20))' is no chord")
        }
        let start = Double(index) + Double(place) / Double(names.count)
        chords.append(ChartChord(start * length, symbol.chord))
      }
    }
    return chords
  }

  static func fault(_ word: Word, _ message: String) -> Fault {
    Fault(offset: word.offset, length: word.text.unicodeScalars.count, message: message)
  }
}
