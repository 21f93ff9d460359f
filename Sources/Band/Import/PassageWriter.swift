import Music

/// Writes the notes of a section as the lines of a style file.
struct PassageWriter {
  /// Strokes on keys that no drum of ours has.
  private(set) var unknownDrums = 0

  /// Parts that keep their notes whatever the chord is, which no part of a style does.
  private(set) var fixedParts = 0

  private let mixer: Mixer

  init(_ mixer: Mixer) { self.mixer = mixer }

  /// What the drum of a key is called; below key 35, as Yamaha's XG has them (Data List, "Drum kits"), brushes that
  /// tap and slap among the snares.
  private static let names: [Int: String] = {
    var names: [Int: String] = [
      35: "kick", 40: "snare", 41: "floor tom", 48: "high tom", 57: "crash", 59: "ride",
      13: "mute surdo", 14: "surdo", 25: "snare", 27: "snare", 29: "snare", 30: "castanets",
      31: "snare", 32: "side stick", 33: "kick", 34: "snare",
    ]
    for (name, key) in GeneralMIDI.drums { names[Int(key)] = name }
    return names
  }()

  /// All that the players play, each line indented by `indent`.
  ///
  /// Where it `needsDrums` and there are none, they have a line without a stroke.
  mutating func lines(
    _ section: SectionNotes, _ parts: PartAssignment, indent: Int, needsDrums: Bool
  ) -> [String] {
    let blanks = String(repeating: " ", count: indent)
    var lines: [String] = []
    let drums = drumLines(section, parts, lastBarOnly: false, indent: indent + 2)
    if !drums.isEmpty { lines += [blanks + "drums:"] + drums }
    if drums.isEmpty, needsDrums {
      let bar = String(repeating: ".", count: section.grid(of: []))
      lines += [blanks + "drums:", blanks + "  closed hat: \"\(bar)\""]
    }
    func words(_ player: String, _ channel: Int, lowest: Int) -> [String] {
      let bars = bars(section, [channel], player) {
        word($0, player, parts, channel, lowest: lowest)
      }
      return write(player, bars, separator: " ", blanks)
    }
    func signs(_ player: String, _ channels: Set<Int>) -> [String] {
      let bars = bars(section, channels, player) { sign($0, player) }
      return write(player, bars, separator: "", blanks)
    }
    if let bass = parts.bass { lines += words("bass", bass, lowest: 28) }
    if !parts.comping.isEmpty { lines += signs("comping", parts.comping) }
    if let pad = parts.pad { lines += signs("pad", [pad]) }
    if let broken = parts.arpeggio { lines += words("arpeggio", broken, lowest: 57) }
    fixedParts += parts.fixedCount
    return lines
  }

  /// The drums, a line each.
  mutating func drumLines(
    _ section: SectionNotes, _ parts: PartAssignment, lastBarOnly: Bool, indent: Int
  ) -> [String] {
    let blanks = String(repeating: " ", count: indent)
    let strokes = section.notes.filter {
      parts.drums.contains($0.channel) && mixer.isHeard($0, "drums")
    }
    let steps = section.grid(of: parts.drums)
    var lines: [String] = []
    unknownDrums += strokes.count { Self.names[$0.key] == nil }
    for name in Set(strokes.compactMap { Self.names[$0.key] }).sorted() {
      let rows = Array(
        repeating: [String](repeating: ".", count: steps), count: section.barCount)
      // Of several on one step, the loudest is heard.
      let own = strokes.filter { Self.names[$0.key] == name }.sorted { $0.velocity < $1.velocity }
      let written = own.reduce(into: rows) { rows, note in
        let (bar, step) = section.place(of: note.tick, steps: steps)
        if bar < rows.count { rows[bar][step] = sign([note], "drums") }
      }
      lines += write(name, lastBarOnly ? written.suffix(1) : written, separator: "", blanks)
    }
    return lines
  }

  /// One bar, or a list of them; those that only repeat are written once.
  private func write(_ key: String, _ bars: [[String]], separator: String, _ blanks: String)
    -> [String]
  {
    var bars = bars
    for count in [1, 2, 4] where count < bars.count && bars.count % count == 0 {
      let isRepeated = bars.indices.allSatisfy { bars[$0] == bars[$0 % count] }
      if isRepeated { bars = Array(bars.prefix(count)) }
    }
    let rows = bars.map { "\"" + $0.joined(separator: separator) + "\"" }
    guard rows.count > 1 else { return rows.map { blanks + "\(key): \($0)" } }
    return [blanks + "\(key):"] + rows.map { blanks + "  - \($0)" }
  }

  /// The attacks of `channels`, which are of a player, bar by bar, with rests where nothing sounds.
  private func bars(
    _ section: SectionNotes, _ channels: Set<Int>, _ player: String,
    _ word: ([MIDIScore.Note]) -> String
  ) -> [[String]] {
    let steps = section.grid(of: channels)
    let notes = section.notes.filter {
      channels.contains($0.channel) && mixer.isHeard($0, player)
    }
    var rows = [[String]](
      repeating: [String](repeating: "-", count: steps), count: section.barCount)
    var attacks: [Int: [MIDIScore.Note]] = [:]
    for note in notes {
      let (bar, step) = section.place(of: note.tick, steps: steps)
      if bar < section.barCount { attacks[bar * steps + step, default: []].append(note) }
    }
    for (index, struck) in attacks.sorted(by: { $0.key < $1.key }) {
      let next = attacks.keys.filter { $0 > index }.min() ?? Int.max
      let end = section.place(of: struck.map(\.end).max() ?? 0, steps: steps)
      let last = min(next, max(index + 1, end.bar * steps + end.step), section.barCount * steps)
      rows[index / steps][index % steps] = word(struck)
      for held in (index + 1)..<max(index + 1, last) { rows[held / steps][held % steps] = "." }
    }
    return rows
  }

  /// How strong the loudest of `notes` of a player is.
  private func sign(_ notes: [MIDIScore.Note], _ player: String) -> String {
    switch notes.map({ mixer.strength(of: $0, player) }).max() ?? 0 {
    case Self.accent...: "X"
    case 84...: "x"
    case 56...: "o"
    default: "g"
    }
  }

  /// From what strength on a note is accented.
  private static let accent = 105.0

  /// What the lowest note is above the root of the chord that `channel` is written over, with its octave
  /// and an accent; roots lie in the octave from the key `lowest` up.
  private func word(
    _ notes: [MIDIScore.Note], _ player: String, _ parts: PartAssignment, _ channel: Int,
    lowest: Int
  ) -> String {
    guard let note = notes.min(by: { $0.key < $1.key }) else { return "-" }
    let source = parts.sources[channel] ?? SourceChord()
    let transposition = parts.transpositions[channel] ?? NoteTransposition()
    let home = lowest + ((source.root - lowest) % 12 + 12) % 12
    let interval = note.key - home
    let octave = Int((Double(interval) / 12).rounded(.down))
    let word = transposition.word(for: interval - 12 * octave, over: source)
    let marks = String(repeating: octave > 0 ? "'" : ",", count: min(2, abs(octave)))
    return "\(word)\(marks)\(mixer.strength(of: note, player) >= Self.accent ? "!" : "")"
  }
}
