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
    let pad = mapping["pad voicing"].map { self.voicing($0) } ?? Self.padVoicing
    guard let summary, let tempo, let swing, let phrase, let patience, let voicing, let pad,
      !grooves.isEmpty
    else { return nil }
    return Style(
      summary: summary, tempo: tempo, swing: swing, phraseLength: phrase, patience: patience,
      feels: feels, voicing: voicing, padVoicing: pad, grooves: grooves)
  }

  /// The keys of a style.
  static let keys = [
    "version", "summary", "tempo", "swing", "phrase", "patience", "legend", "feel", "voicing",
    "pad voicing", "grooves",
  ]

  private static let plainVoicing = VoicingRules(
    voiceCount: 4, range: 52...76, isRootless: false)
  private static let padVoicing = VoicingRules(voiceCount: 4, range: 50...74, isRootless: false)

  /// Reads what parts of the band do to the grid.
  private mutating func feels(_ value: YAMLValue) -> [Part: Feel] {
    let names = Part.allCases.map(\.name)
    guard let mapping = diagnostics.mapping(value, "feel", keys: names) else { return [:] }
    var feels: [Part: Feel] = [:]
    for part in Part.allCases {
      if let value = mapping[part.name] { feels[part] = feel(value, of: part.name) }
    }
    return feels
  }

  /// The keys of a part's feel.
  static let feelKeys = ["late", "loose", "velocity", "level"]

  private mutating func feel(_ value: YAMLValue, of part: String) -> Feel? {
    guard let mapping = diagnostics.mapping(value, "the feel of \(part)", keys: Self.feelKeys)
    else {
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

  /// The keys of a voicing.
  static let voicingKeys = ["kind", "voices", "range", "rootless"]

  private mutating func voicing(_ value: YAMLValue) -> VoicingRules? {
    guard let mapping = diagnostics.mapping(value, "voicing", keys: Self.voicingKeys) else {
      return nil
    }
    let voices = mapping["voices"].map { diagnostics.integer($0, "voices", in: 3...4) } ?? 4
    let range = mapping["range"].map { keyRange($0) } ?? 52...76
    let isRootless =
      mapping["rootless"].map { diagnostics.boolean($0, "rootless") } ?? false
    let kind = mapping["kind"].map { voicingKind($0) } ?? .free
    guard let voices, let range, let isRootless, let kind else { return nil }
    if kind == .dropTwo, voices != 4, let place = mapping["kind"]?.place {
      diagnostics.report("drop 2 is for four voices", at: place, hint: "write: voices: 4")
    }
    return VoicingRules(voiceCount: voices, range: range, isRootless: isRootless, kind: kind)
  }

  private mutating func voicingKind(_ value: YAMLValue) -> VoicingRules.Kind? {
    guard let text = diagnostics.text(value, "kind") else { return nil }
    if let kind = VoicingRules.Kind(rawValue: text) { return kind }
    let names = VoicingRules.Kind.allCases.map(\.rawValue)
    diagnostics.report(
      "there is no voicing \(quoted(text))", at: value.place,
      hint: didYouMean(text, names) ?? "kinds: " + names.joined(separator: ", "))
    return nil
  }
}
