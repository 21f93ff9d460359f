import Music
import YAML

/// Charts in ChordPro: chords in brackets above words, or bars in a grid.
///
/// Format: chordpro.org, "ChordPro directives". Words do not say how long a chord lasts, so each
/// chord in brackets is taken for a bar, and chords with no word between them share one. Of several songs in a file
/// the first is read.
struct ChordProChart {
  var diagnostics: Diagnostics
  var chart = Chart()
  private(set) var bars: [WrittenBar] = []
  private(set) var number = 0
  private(set) var line = ""

  /// The bars of the grid that the line is in.
  var grid: BarText?

  /// What kind of part the line is in: "verse", "chorus", "grid", "tab".
  private var part: String?
  private var name: String?
  private var chorus: Range<Int>?
  private var chorusStart: Int?

  /// The metre of the next bar.
  private(set) var metre = Metre.fourFour

  /// What earlier parts leave to be recalled.
  var memory = ChordMemory()

  /// Semitones by which the next chord sounds higher than it is written.
  var transposition = 0
  var capo = 0

  /// Whether another song has begun.
  var isDone = false

  private init(_ diagnostics: Diagnostics) { self.diagnostics = diagnostics }

  static func parse(_ text: String, _ diagnostics: Diagnostics) throws(Diagnostics) -> Chart {
    var reader = ChordProChart(diagnostics)
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      reader.read(String(line))
    }
    reader.takeGrid()
    let bars = reader.bars
    return try reader.diagnostics.unfold(bars, into: reader.chart)
  }

  /// The longest line that is read, in bytes: mistakes are looked for in it, each from its beginning on.
  private static let longestLine = 4096

  private mutating func read(_ text: String) {
    number += 1
    line = text
    let trimmed = text.trimmed
    guard !trimmed.hasPrefix("#"), !diagnostics.isFull, !isDone, bars.count <= Chart.longest
    else { return }
    guard text.utf8.count <= Self.longestLine else {
      return report("", "a line has more than \(Self.longestLine) bytes; part it")
    }
    if trimmed.hasPrefix("{") {
      guard trimmed.hasSuffix("}") else { return report(trimmed, "a directive ends with '}'") }
      let inside = trimmed.dropFirst().dropLast().trimmed
      let name = inside.prefix { $0 != ":" && !$0.isWhitespace }
      let value = inside.dropFirst(name.count).drop { $0 == ":" || $0.isWhitespace }
      direct(name.lowercased(), String(value))
    } else if part == "grid" {
      readGrid(text)
    } else if !Self.wordless.contains(part ?? "") {
      readWords(text)
    }
  }

  /// Parts that hold no chords above words.
  private static let wordless: Set = ["tab", "abc", "ly", "svg", "textblock", "skipped"]

  /// Begins a part of `kind`, which may have a name, and may say what chords are recalled in it.
  mutating func startPart(_ kind: String, named label: String, changes: String?) {
    takeGrid()
    memory.begin(kind, changes: changes)
    part = kind
    // A grid may lie within a section that has a name already.
    name = kind == "grid" && label.isEmpty ? name : label.isEmpty ? kind : label
    if kind == "chorus" { chorusStart = bars.count }
    if kind == "grid" { grid = BarText(metre) }
  }

  /// Calls what follows `label`, whatever part it is in.
  mutating func begin(_ label: String) {
    name = label.hasSuffix(":") ? String(label.dropLast()) : label
  }

  /// Ends a part of `kind`.
  mutating func endPart(_ kind: String) {
    takeGrid()
    if kind == "chorus", let start = chorusStart { chorus = start..<bars.count }
    part = nil
    name = nil
    memory.end()
  }

  mutating func repeatChorus() {
    guard let chorus else { return report("chorus", "no chorus comes before this one") }
    bars += bars[chorus]
  }

  /// Gives the bars from here on another metre, in beats of the first.
  mutating func turn(to metre: Metre) {
    if !hasBars { chart.metre = metre }
    let unit = chart.metre.beatUnit
    let beats = Double(metre.beatsPerBar * unit) / Double(metre.beatUnit)
    self.metre = Metre(min(16, max(1, Int(beats.rounded()))), unit)
    grid?.metre = self.metre
  }

  /// Whether a bar has been read.
  var hasBars: Bool { !bars.isEmpty || grid?.bars.isEmpty == false }

  /// Takes over the bars of the grid, if the line is in one.
  private mutating func takeGrid() {
    grid?.end()
    if let read = grid?.bars { append(read) }
    grid = nil
  }

  mutating func append(_ new: [WrittenBar]) {
    guard !new.isEmpty else { return }
    let steps = transposition + capo
    if bars.isEmpty { chart.key = chart.key?.raised(by: steps) }
    var new = new.map { $0.raised(by: steps) }
    new[0].section = name ?? new[0].section
    name = nil
    bars += new
  }
}
