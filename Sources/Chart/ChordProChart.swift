import Music
import YAML

/// Charts in ChordPro: chords in brackets above words, or bars in a grid.
///
/// Format: chordpro.org, "ChordPro directives". Words do not say how long a chord lasts, so each
/// chord in brackets is taken for a bar, and chords with no word between them share one.
struct ChordProChart {
  private var diagnostics: Diagnostics
  private var chart = Chart()
  private var bars: [WrittenBar] = []
  private var number = 0
  private var line = ""

  /// What kind of part the line is in: "verse", "chorus", "grid", "tab".
  private var part: String?
  private var pending: String?
  private var chorus: Range<Int>?
  private var begin = 0
  private var transposition = 0
  private var capo = 0

  static func parse(_ text: String, _ diagnostics: Diagnostics) throws(Diagnostics) -> Chart {
    var reader = ChordProChart(diagnostics: diagnostics)
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      reader.read(String(line))
    }
    let bars = reader.bars
    let chart = try reader.diagnostics.unfold(bars, into: reader.chart)
    return chart.transposed(by: reader.transposition + reader.capo)
  }

  private mutating func read(_ text: String) {
    number += 1
    line = text
    let trimmed = text.trimmed
    guard !trimmed.hasPrefix("#"), !diagnostics.isFull, bars.count <= Chart.longest else { return }
    if trimmed.hasPrefix("{") {
      guard trimmed.hasSuffix("}") else { return report(trimmed, "a directive ends with '}'") }
      let inside = trimmed.dropFirst().dropLast()
      let words = inside.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
      direct(words.first?.lowercased() ?? "", words.count > 1 ? words[1] : "")
    } else if part == "grid" {
      readGrid(text)
    } else if part != "tab" {
      readWords(text)
    }
  }

  private mutating func direct(_ name: String, _ value: String) {
    if name == "meta" {
      let words = value.split(separator: " ", maxSplits: 1).map(String.init)
      return direct(words.first ?? "", words.count > 1 ? words[1] : "")
    }
    let short = ["sov": "verse", "soc": "chorus", "sob": "bridge", "sog": "grid", "sot": "tab"]
    if let kind = short[name] ?? name.after("start_of_") { return start(kind, value) }
    if ["eov", "eoc", "eob", "eog", "eot"].contains(name) || name.hasPrefix("end_of_") {
      return end()
    }
    switch name {
    case "title", "t": chart.title = value
    case "composer": chart.composer = value
    case "artist", "subtitle", "st": if chart.composer.isEmpty { chart.composer = value }
    case "key": chart.key = known(Key(chart: value), value, "a key, such as G or Em")
    case "time":
      guard let metre = Metre(chart: value) else {
        return reportValue(value, "a metre such as 3/4")
      }
      chart.metre = metre
    case "tempo":
      let tempo = Double(value).flatMap { (20...400).contains($0) ? $0 : nil }
      chart.tempo = known(tempo, value, "a tempo from 20 to 400")
    case "capo":
      guard let fret = Int(value), (0...12).contains(fret) else {
        return reportValue(value, "a fret from 0 to 12")
      }
      capo = fret
    case "transpose":
      guard let steps = Int(value), (-12...12).contains(steps) else {
        return reportValue(value, "semitones from -12 to 12")
      }
      transposition = steps
    case "chorus": repeatChorus()
    default:
      guard !Self.ignored.contains(name), !name.hasPrefix("x_"), !name.hasSuffix("font"),
        !name.hasSuffix("size"), !name.hasSuffix("colour")
      else { return }
      report(name, "there is no directive \(quoted(name))", hint: didYouMean(name, Self.known))
    }
  }

  /// `value`, which `text` was read as; where that failed, says so.
  private mutating func known<Value>(_ value: Value?, _ text: String, _ wanted: String) -> Value? {
    if value == nil { reportValue(text, wanted) }
    return value
  }

  private mutating func start(_ kind: String, _ label: String) {
    part = kind
    begin = bars.count
    let words = label.split(separator: "\"")
    let name = label.hasPrefix("label=") && words.count > 1 ? String(words[1]) : label
    // A grid may lie within a section that has a name already.
    pending = kind == "grid" && name.isEmpty ? pending : name.isEmpty ? kind : name
  }

  private mutating func end() {
    if part == "chorus" { chorus = begin..<bars.count }
    part = nil
    pending = nil
  }

  private mutating func repeatChorus() {
    guard let chorus else { return report("chorus", "no chorus comes before this one") }
    bars += bars[chorus]
  }

  private mutating func append(_ new: [WrittenBar]) {
    guard !new.isEmpty else { return }
    var new = new
    if let name = pending { new[0].section = name }
    pending = nil
    bars += new
  }

  /// Reads a line of bars; what follows the last bar line is a comment.
  private mutating func readGrid(_ text: String) {
    guard let first = text.firstIndex(of: "|"), let last = text.lastIndex(of: "|") else {
      if !text.trimmed.isEmpty { report(text.trimmed, "a line of a grid has bar lines '|'") }
      return
    }
    let grid = String(text[first...last])
    do throws(BarText.Fault) {
      append(try BarText.bars(grid, beatsPerBar: chart.metre.beatsPerBar))
    } catch {
      let before = text[..<first].unicodeScalars.count
      let start = Mark(line: number, column: before + 1)
      diagnostics.report(
        error.message, at: Place(start, start).part(at: error.offset, length: error.length))
    }
  }

  private mutating func readWords(_ text: String) {
    var groups: [[Chord?]] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "[") {
      guard let close = rest[open...].firstIndex(of: "]") else {
        return report(String(rest[open...]), "a chord ends with ']'")
      }
      let name = rest[rest.index(after: open)..<close]
      let words = rest[..<open]
      rest = rest[rest.index(after: close)...]
      if name.hasPrefix("*") { continue }
      guard let symbol = ChordSymbol(name) else {
        report(String(name), "\(quoted(String(name))) is no chord")
        continue
      }
      if groups.isEmpty || words.contains(where: { !$0.isWhitespace }) { groups.append([]) }
      groups[groups.count - 1].append(symbol.chord)
    }
    append(
      groups.map { chords in
        var bar = WrittenBar(beats: chart.metre.beatsPerBar)
        let length = Double(bar.beats) / Double(chords.count)
        bar.chords = chords.enumerated().map { ChartChord(Double($0) * length, $1) }
        return bar
      })
  }

  private mutating func reportValue(_ value: String, _ wanted: String) {
    report(value, "this must be \(wanted), not \(quoted(value))")
  }

  /// Reports what is wrong with `text`, which is part of the line.
  private mutating func report(_ text: String, _ message: String, hint: String? = nil) {
    let column = line.range(of: text).map { line[..<$0].unicodeScalars.count } ?? 0
    let start = Mark(line: number, column: column + 1)
    diagnostics.report(
      message, at: Place(start, start).part(at: 0, length: text.unicodeScalars.count), hint: hint)
  }

  private static let known = [
    "title", "composer", "artist", "subtitle", "key", "time", "tempo", "capo", "transpose",
    "chorus", "start_of_verse", "start_of_chorus", "start_of_bridge", "start_of_grid",
    "end_of_verse", "end_of_chorus", "end_of_bridge", "end_of_grid", "comment",
  ]

  private static let ignored: Set<String> = [
    "comment", "c", "comment_italic", "ci", "comment_box", "cb", "highlight", "image", "define",
    "chord", "new_page", "np", "new_physical_page", "npp", "new_song", "ns", "column_break",
    "colb", "columns", "col", "album", "year", "copyright", "lyricist", "arranger", "duration",
    "sorttitle", "sortartist", "tag", "titles", "grid", "g", "no_grid", "ng", "diagrams",
    "pagetype", "language", "tuning",
  ]
}

extension String {
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    let end = start.lastIndex { !$0.isWhitespace }
    return end.map { String(start[...$0]) } ?? ""
  }

  /// What follows `prefix`, or `nil`.
  fileprivate func after(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }

  /// Where `text` begins.
  fileprivate func range(of text: String) -> Index? {
    indices.first { self[$0...].hasPrefix(text) }
  }
}
