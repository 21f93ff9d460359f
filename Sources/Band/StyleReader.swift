import Music
import YAML

/// A reader of the values of a style file, which gathers what is wrong and goes on.
struct StyleReader {
  var diagnostics: Diagnostics

  /// What the signs of drum and comping patterns mean.
  var legend: [Character: Stroke] = [
    "X": Stroke(velocity: 114, chance: 1, isPush: false),
    "x": Stroke(velocity: 94, chance: 1, isPush: false),
    "o": Stroke(velocity: 72, chance: 1, isPush: false),
    "g": Stroke(velocity: 40, chance: 1, isPush: false),
    "?": Stroke(velocity: 66, chance: 0.4, isPush: false),
    ">": Stroke(velocity: 94, chance: 1, isPush: true),
  ]

  init(_ diagnostics: Diagnostics) { self.diagnostics = diagnostics }

  /// Reads the whole of a style.
  mutating func style(_ value: YAMLValue) -> Style? {
    guard
      let mapping = diagnostics.mapping(
        value, "a style", keys: Self.keys,
        required: ["version", "summary", "tempo", "grooves"])
    else { return nil }
    if let version = mapping["version"] {
      _ = diagnostics.integer(version, "version", in: 1...1)
    }
    if let legend = mapping["legend"] { readLegend(legend) }
    let feels = mapping["feel"].map { self.feels($0) } ?? [:]
    let summary = mapping["summary"].flatMap { diagnostics.text($0, "summary") }
    let tempo = mapping["tempo"].flatMap { tempoRange($0) }
    let grooves = mapping["grooves"].map { self.grooves($0) } ?? []
    let swing = mapping["swing"].map { self.swing($0) } ?? .straight
    let phrase = mapping["phrase"].map { diagnostics.integer($0, "phrase", in: 1...64) } ?? 4
    let patience =
      mapping["patience"].map {
        diagnostics.number($0, "patience", in: 1...64, unit: "beats")
      } ?? 6
    let voicing = mapping["voicing"].map { self.voicing($0) } ?? Self.plainVoicing
    guard let summary, let tempo, let swing, let phrase, let patience, let voicing,
      !grooves.isEmpty
    else { return nil }
    return Style(
      summary: summary, tempo: tempo, swing: swing, phraseLength: phrase, patience: patience,
      bassFeel: feels["bass"] ?? .neutral, drumFeel: feels["drums"] ?? .neutral,
      compingFeel: feels["comping"] ?? .neutral, voicing: voicing, grooves: grooves)
  }

  private static let keys = [
    "version", "summary", "tempo", "swing", "phrase", "patience", "legend", "feel", "voicing",
    "grooves",
  ]

  private static let plainVoicing = VoicingRules(
    voiceCount: 4, range: 52...76, isRootless: false)

  /// Reads what a part of a band, or all, does to the grid, by the name of the part.
  private mutating func feels(_ value: YAMLValue) -> [String: Feel] {
    let parts = ["drums", "bass", "comping"]
    guard let mapping = diagnostics.mapping(value, "feel", keys: parts) else { return [:] }
    var feels: [String: Feel] = [:]
    for entry in mapping.entries where parts.contains(entry.key) {
      feels[entry.key] = feel(entry.value, of: entry.key)
    }
    return feels
  }

  private mutating func feel(_ value: YAMLValue, of part: String) -> Feel? {
    let keys = ["late", "loose", "velocity", "level"]
    guard let mapping = diagnostics.mapping(value, "the feel of \(part)", keys: keys) else {
      return nil
    }
    var feel = Feel.neutral
    if let late = mapping["late"] {
      feel.late = diagnostics.number(late, "late", in: -30...30, unit: "ms") ?? 0
    }
    if let loose = mapping["loose"] {
      feel.loose = diagnostics.number(loose, "loose", in: 0...30, unit: "ms") ?? 0
    }
    if let velocity = mapping["velocity"] {
      feel.velocity = diagnostics.number(velocity, "velocity", in: 0...40) ?? 0
    }
    if let level = mapping["level"] {
      feel.level = (diagnostics.number(level, "level", in: 10...150, unit: "%") ?? 100) / 100
    }
    return feel
  }

  private mutating func voicing(_ value: YAMLValue) -> VoicingRules? {
    let keys = ["voices", "range", "rootless"]
    guard let mapping = diagnostics.mapping(value, "voicing", keys: keys) else { return nil }
    let voices = mapping["voices"].map { diagnostics.integer($0, "voices", in: 3...4) } ?? 4
    let range = mapping["range"].map { keyRange($0) } ?? 52...76
    let isRootless =
      mapping["rootless"].map { diagnostics.boolean($0, "rootless") } ?? false
    guard let voices, let range, let isRootless else { return nil }
    return VoicingRules(voiceCount: voices, range: range, isRootless: isRootless)
  }
}
