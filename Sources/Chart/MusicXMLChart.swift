import Music
import YAML

/// Charts in MusicXML: the harmonies of the first part that has any, with its repeats.
struct MusicXMLChart {
  private var diagnostics: Diagnostics
  private var chart = Chart()
  private var bars: [WrittenBar] = []
  private var hasHarmony = false
  private var path: [String] = []
  private var text = ""
  private var bar = WrittenBar(beats: 4)

  /// Where the reader is in the bar, the length of a chord's last note, and of a quarter.
  private var position = 0.0
  private var divisions = 1.0
  private var beatUnit = 4.0
  private var beats = 4
  private var isChordTone = false
  private var isGrace = false
  private var duration = 0.0
  private var longest = 0.0
  private var harmony = Harmony()
  private var fifths = 0
  private var mode = Key.Mode.major
  private var ending: Set<Int> = []
  private var endsEnding = false
  private var section: String?
  private var isDone = false

  private struct Harmony {
    var step = ""
    var alter = 0
    var bass = ""
    var bassAlter = 0
    var kind = ""
    var degrees: [(value: Int, alter: Int, type: String)] = []
    var offset = 0.0
    var value = 0
    var degreeAlter = 0
  }

  static func parse(_ bytes: [UInt8], _ diagnostics: Diagnostics) throws(Diagnostics) -> Chart {
    var reader = MusicXMLChart(diagnostics: diagnostics)
    var xml = XMLReader(bytes)
    do throws(XMLReader.Fault) {
      while let event = try xml.next() {
        reader.take(event, at: xml)
        if reader.diagnostics.isFull || reader.bars.count > Chart.longest { break }
      }
    } catch {
      let mark = Mark(line: error.line, column: error.column)
      reader.diagnostics.report(error.message, at: Place(mark, mark))
    }
    reader.chart.key = Key(fifths: reader.fifths, reader.mode)
    let bars = reader.bars
    return try reader.diagnostics.unfold(bars, into: reader.chart)
  }

  private mutating func take(_ event: XMLReader.Event, at xml: XMLReader) {
    switch event {
    case .start(let name, let attributes):
      path.append(name)
      text = ""
      if path.count == 1, name != "score-partwise" {
        report("the document must be a <score-partwise>, not <\(name)>", at: xml)
      }
      if !isDone { start(name, attributes) }
    case .text(let piece): text += piece
    case .end(let name):
      if !isDone { end(name, text.trimmedXML, at: xml) }
      path.removeLast()
      text = ""
    }
  }

  private mutating func report(_ message: String, at xml: XMLReader) {
    let (line, column) = xml.place
    let mark = Mark(line: line, column: column)
    diagnostics.report(message, at: Place(mark, mark))
  }

  private mutating func start(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "part":
      bars = []
      hasHarmony = false
    case "measure":
      bar = WrittenBar(beats: beats)
      position = 0
      longest = 0
      endsEnding = false
    case "note":
      isChordTone = false
      isGrace = false
      duration = 0
    case "chord" where path.dropLast().last == "note": isChordTone = true
    case "grace": isGrace = true
    case "harmony": harmony = Harmony()
    case "repeat":
      if attributes["direction"] == "forward" {
        bar.startsRepeat = true
      } else {
        bar.repeatCount = min(16, max(2, attributes["times"].flatMap { Int($0) } ?? 2))
      }
    case "ending":
      let numbers = (attributes["number"] ?? "1").split { !$0.isNumber }.compactMap { Int($0) }
      if attributes["type"] == "start" { ending = Set(numbers) } else { endsEnding = true }
    case "segno": bar.isSegno = true
    case "coda": bar.isCoda = true
    case "sound":
      if let tempo = attributes["tempo"].flatMap(Double.init), chart.tempo == nil,
        (20...400).contains(tempo)
      {
        chart.tempo = tempo * beatUnit / 4
      }
      if attributes["dacapo"] == "yes" { bar.jump = .toStart }
      if attributes["dalsegno"] != nil { bar.jump = .toSegno }
      if attributes["tocoda"] != nil { bar.leavesForCoda = true }
      if attributes["fine"] != nil { bar.isFine = true }
    default: break
    }
  }

  private mutating func end(_ name: String, _ text: String, at xml: XMLReader) {
    switch name {
    case "work-title": chart.title = text
    case "movement-title": if chart.title.isEmpty { chart.title = text }
    case "creator": if chart.composer.isEmpty { chart.composer = text }
    case "divisions": divisions = text.number(in: 1...1e6) ?? 1
    case "fifths": fifths = min(7, max(-7, Int(text) ?? 0))
    case "mode": mode = text == "minor" ? .minor : .major
    case "beats": beats = min(16, max(1, Int(text) ?? 4))
    case "beat-type": beatUnit = text.number(in: 1...64) ?? 4
    case "time":
      bar.beats = beats
      if bars.isEmpty { chart.metre = Metre(beats, Int(beatUnit)) }
    case "duration": endDuration(text.number(in: 0...1e9) ?? 0)
    case "note": if !isChordTone, !isGrace { position += duration }
    case "rehearsal": bar.section = text
    case "measure": endMeasure()
    case "part": isDone = hasHarmony
    default: endHarmony(name, text, at: xml)
    }
    longest = max(longest, position)
  }

  private mutating func endDuration(_ value: Double) {
    switch path.dropLast().last {
    case "backup": position = max(0, position - value)
    case "forward": position += value
    default: duration = value
    }
  }

  private mutating func endMeasure() {
    // A pickup is as long as its notes.
    let length = Int((longest / divisions * beatUnit / 4).rounded())
    if bars.isEmpty, length > 0, length < bar.beats { bar.beats = length }
    bar.endings = ending
    if endsEnding { ending = [] }
    bars.append(bar)
  }

  private mutating func endHarmony(_ name: String, _ text: String, at xml: XMLReader) {
    switch name {
    case "root-step": harmony.step = text
    case "root-alter": harmony.alter = Int(text) ?? 0
    case "bass-step": harmony.bass = text
    case "bass-alter": harmony.bassAlter = Int(text) ?? 0
    case "kind": harmony.kind = text
    case "offset": if path.contains("harmony") { harmony.offset = text.number(in: -1e9...1e9) ?? 0 }
    case "degree-value": harmony.value = Int(text) ?? 0
    case "degree-alter": harmony.degreeAlter = Int(text) ?? 0
    case "degree-type": harmony.degrees.append((harmony.value, harmony.degreeAlter, text))
    case "harmony": place(at: xml)
    default: break
    }
  }

  private mutating func place(at xml: XMLReader) {
    let beat = max(0, (position + harmony.offset) / divisions * beatUnit / 4)
    hasHarmony = true
    guard harmony.kind != "none" else {
      bar.chords.append(ChartChord(beat, nil))
      return
    }
    guard let root = PitchClass(name: harmony.step)?.raised(by: harmony.alter) else {
      return report("'\(harmony.step.prefix(8))' is no root of a chord", at: xml)
    }
    guard let quality = quality else {
      return report("there is no kind of chord '\(harmony.kind.prefix(30))'", at: xml)
    }
    let bass = PitchClass(name: harmony.bass)?.raised(by: harmony.bassAlter) ?? root
    bar.chords.append(ChartChord(beat, Chord(root, quality, bass: bass)))
  }

  private var quality: ChordQuality? {
    guard let quality = Self.kinds[harmony.kind] else { return nil }
    let fifth = harmony.degrees.first { $0.value == 5 && $0.type != "subtract" }?.alter ?? 0
    switch (quality, fifth) {
    case (.minor7, -1): return .halfDiminished7
    case (.minor, -1): return .diminished
    case (.major, 1), (.dominant7, 1): return .augmented
    default: return quality
    }
  }

  private static let kinds: [String: ChordQuality] = [
    "major": .major, "minor": .minor, "augmented": .augmented, "diminished": .diminished,
    "dominant": .dominant7, "major-seventh": .major7, "minor-seventh": .minor7,
    "diminished-seventh": .diminished7, "augmented-seventh": .augmented,
    "half-diminished": .halfDiminished7, "major-minor": .minor, "major-sixth": .major6,
    "minor-sixth": .minor6, "dominant-ninth": .dominant7, "major-ninth": .major7,
    "minor-ninth": .minor7, "dominant-11th": .dominant7, "major-11th": .major7,
    "minor-11th": .minor7, "dominant-13th": .dominant7, "major-13th": .major7,
    "minor-13th": .minor7, "suspended-second": .sus2, "suspended-fourth": .sus4, "power": .major,
  ]
}

extension Key {
  /// The key with so many sharps, flats below 0.
  fileprivate init(fifths: Int, _ mode: Mode) {
    self.init(PitchClass(fifths * 7 + (mode == .minor ? 9 : 0)), mode)
  }
}

extension String {
  /// The number that this is, or `nil` where it is none within `range`.
  fileprivate func number(in range: ClosedRange<Double>) -> Double? {
    Double(self).flatMap { range.contains($0) ? $0 : nil }
  }

  fileprivate var trimmedXML: String {
    let start = drop { $0.isWhitespace }
    let end = start.lastIndex { !$0.isWhitespace }
    return end.map { String(start[...$0]) } ?? ""
  }
}
