import Music
import YAML

extension ChordProChart {
  /// Reads a line of bars; what follows the last bar line is a comment.
  mutating func readGrid(_ text: String) {
    guard let first = text.firstIndex(of: "|"), let last = text.lastIndex(of: "|") else {
      if !text.trimmed.isEmpty { report(text.trimmed, "a line of a grid has bar lines '|'") }
      return
    }
    do throws(BarText.Fault) {
      try grid?.read(text[first...last])
    } catch {
      let before = text[..<first].unicodeScalars.count
      let start = Mark(line: number, column: before + 1)
      diagnostics.report(
        error.message, at: Place(start, start).part(at: error.offset, length: error.length))
    }
  }

  mutating func readWords(_ text: String) {
    var groups: [[Chord?]] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "[") {
      guard let close = rest[open...].firstIndex(of: "]") else {
        return report(String(rest[open...]), "a chord ends with ']'")
      }
      let name = rest[rest.index(after: open)..<close]
      let words = rest[..<open]
      rest = rest[rest.index(after: close)...]
      guard !name.hasPrefix("*"), let symbol = symbol(name) else { continue }
      if groups.isEmpty || words.contains(where: { !$0.isWhitespace }) { groups.append([]) }
      groups[groups.count - 1].append(symbol.chord)
    }
    append(
      groups.map { chords in
        var bar = WrittenBar(beats: metre.beatsPerBar)
        let length = Double(bar.beats) / Double(chords.count)
        bar.chords = chords.enumerated().map { ChartChord(Double($0) * length, $1) }
        return bar
      })
  }

  /// The chord that `text`, which stands in brackets, means; `nil` where it begins a part, or is reported.
  private mutating func symbol(_ text: Substring) -> ChordSymbol? {
    if text == "^" {
      let recalled = memory.recall()
      if recalled == nil { report("[^]", "there is no chord to recall here") }
      return recalled
    }
    // A chord in round brackets may be left out, or not.
    let isOptional = text.hasPrefix("(") && text.hasSuffix(")")
    // A star after a chord refers to a note somewhere else.
    let chord =
      isOptional ? text.dropFirst().dropLast() : text.hasSuffix("*") ? text.dropLast() : text
    if let symbol = ChordSymbol(chord) {
      memory.note(symbol)
      return symbol
    }
    if Self.isHeading(text) {
      begin(text.trimmed)
    } else {
      report(String(text), "\(quoted(String(text))) is no chord")
    }
    return nil
  }

  /// Whether `text`, which stands in brackets, names a part of a song, as many write it.
  private static func isHeading(_ text: Substring) -> Bool {
    let first = text.lowercased().split { !$0.isLetter && $0 != "-" }.first ?? ""
    return headings.contains(first.filter(\.isLetter))
  }

  private static let headings: Set = [
    "intro", "verse", "prechorus", "pre", "chorus", "refrain", "bridge", "solo", "interlude",
    "instrumental", "break", "hook", "tag", "vamp", "outro", "ending", "coda",
  ]

  /// Reports what is wrong with `text`, which is part of the line.
  mutating func report(_ text: String, _ message: String, hint: String? = nil) {
    guard !diagnostics.isFull else { return }
    let place = line.firstRange(of: text)?.lowerBound
    let column = place.map { line[..<$0].unicodeScalars.count } ?? 0
    let start = Mark(line: number, column: column + 1)
    diagnostics.report(
      message, at: Place(start, start).part(at: 0, length: text.unicodeScalars.count), hint: hint)
  }
}
