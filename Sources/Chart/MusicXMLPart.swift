import Music

/// A part of a score while it is read, element by element: its bars with their chords and signs.
struct MusicXMLPart {
  private(set) var bars: [WrittenBar] = []
  private(set) var hasHarmony = false

  /// The metre of its first bar, which counts the beats of all, and beats a minute.
  private(set) var metre = Metre.fourFour
  var tempo: Double?

  /// Semitones by which it sounds higher than it is written.
  private(set) var transposition = 0

  var bar = WrittenBar(beats: 4)
  private var harmony = MusicXMLHarmony()

  /// Where the reader is in the bar, and how far it has been, in divisions of a quarter.
  private var position = 0.0
  private var longest = 0.0
  private var divisions = 1.0

  /// What is written of the metre and the key.
  private var beats = 4
  private(set) var beatUnit = 4
  private var fifths = 0
  private var mode = Key.Mode.major

  /// Whether the bar is shorter than others where its notes are.
  private var isPickup = false

  /// The note being read.
  private var duration = 0.0
  private var isChordTone = false
  private var isGrace = false

  /// The ending of a repeat that the bar is in, and whether that ends with it.
  var ending: Set<Int> = []
  var endsEnding = false

  /// Of how many bars before each bar without chords is a repetition, and whether that begins here.
  private var repeated = 0
  private var startsRepetition = false

  /// The key as it is written.
  var key: Key { Key(fifths: fifths, mode) }

  /// Takes an element within another of the name `parent`.
  mutating func start(_ name: String, _ attributes: [String: String], in parent: String?) {
    switch name {
    case "measure":
      bar = WrittenBar(beats: scaled(beats))
      (position, longest, endsEnding) = (0, 0, false)
      isPickup = bars.isEmpty || attributes["implicit"] == "yes"
    case "note": (duration, isChordTone, isGrace) = (0, false, false)
    case "chord" where parent == "note": isChordTone = true
    case "grace": isGrace = true
    case "harmony": harmony = MusicXMLHarmony()
    case "measure-repeat": startsRepetition = attributes["type"] != "stop"
    default: takeSign(name, attributes)
    }
    harmony.start(name, attributes)
  }

  /// Takes the end of an element that holds `text`.
  mutating func end(_ name: String, _ text: String, in parent: String?)
    throws(MusicXMLHarmony.Fault)
  {
    switch name {
    case "divisions": divisions = text.number(in: 1...1e6) ?? 1
    case "fifths": if !hasHarmony { fifths = min(7, max(-7, Int(text) ?? 0)) }
    case "mode": if !hasHarmony { mode = text == "minor" ? .minor : .major }
    case "chromatic": if !hasHarmony { transposition = (Int(text) ?? 0) % 12 }
    case "beats": beats = min(16, max(1, text.split(separator: "+").map { count($0) }.reduce(0, +)))
    case "beat-type": beatUnit = Int(text).flatMap { Self.units.contains($0) ? $0 : nil } ?? 4
    case "time":
      if bars.isEmpty { metre = Metre(beats, beatUnit) }
      bar.beats = scaled(beats)
    case "measure-repeat": repeated = startsRepetition ? min(4, count(text)) : 0
    case "duration": takeDuration(text.number(in: 0...1e9) ?? 0, of: parent)
    case "note": if !isChordTone, !isGrace { position += duration }
    case "offset": if parent == "harmony" { harmony.offset = text.number(in: -1e9...1e9) ?? 0 }
    case "rehearsal": bar.section = text
    case "harmony": try place()
    case "measure": endMeasure()
    default: harmony.end(name, text)
    }
    longest = max(longest, position)
  }

  private static let units = [1, 2, 4, 8, 16, 32]

  private func count(_ text: some StringProtocol) -> Int {
    Int(text.trimmed).map { min(16, max(0, $0)) } ?? 4
  }

  private mutating func takeDuration(_ value: Double, of parent: String?) {
    switch parent {
    case "backup": position = max(0, position - value)
    case "forward": position += value
    default: duration = value
    }
  }

  /// Beats of the present metre, in those of the first.
  private func scaled(_ beats: Int) -> Int {
    max(1, Int((Double(beats * metre.beatUnit) / Double(beatUnit)).rounded()))
  }

  private func beat(at position: Double) -> Double {
    position / divisions * Double(metre.beatUnit) / 4
  }

  private mutating func place() throws(MusicXMLHarmony.Fault) {
    hasHarmony = true
    guard !harmony.isAlternate else { return }
    let symbol = try harmony.symbol()
    bar.chords.append(ChartChord(max(0, beat(at: position + harmony.offset)), symbol.chord))
  }

  private mutating func endMeasure() {
    let length = Int(beat(at: longest).rounded())
    if isPickup, length > 0, length < bar.beats { bar.beats = length }
    if repeated > 0, bar.chords.isEmpty, bars.count >= repeated {
      bar.chords = bars[bars.count - repeated].chords
    }
    // A chord may be written ahead of another that begins before it.
    bar.chords.sort { $0.beat < $1.beat }
    bar.endings = ending
    if endsEnding { ending = [] }
    bars.append(bar)
  }
}

extension Key {
  /// The key with so many sharps, flats below 0.
  fileprivate init(fifths: Int, _ mode: Mode) {
    self.init(PitchClass(fifths * 7 + (mode == .minor ? 9 : 0)), mode)
  }
}

extension String {
  /// The number that this is, or `nil` where it is none within `range`.
  func number(in range: ClosedRange<Double>) -> Double? {
    Double(self).flatMap { range.contains($0) ? $0 : nil }
  }
}
