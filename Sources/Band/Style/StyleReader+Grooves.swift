import Music
import YAML

extension StyleReader {
  /// Reads the list of grooves, one a metre.
  mutating func grooves(_ value: YAMLValue) -> [Groove] {
    let items = diagnostics.list(value, "grooves")
    var grooves: [Groove] = []
    for item in items {
      guard let groove = groove(item) else { continue }
      let isRepeated = grooves.contains { $0.metre == groove.metre }
      if isRepeated {
        diagnostics.report("there is a groove in this metre already", at: item.place)
      }
      grooves.append(groove)
    }
    if items.isEmpty, case .sequence = value.content {
      diagnostics.report("grooves is empty", at: value.place, hint: "write at least one groove")
    }
    return grooves
  }

  /// The keys of a groove.
  static let grooveKeys =
    ["metre", "fills", "landing", "variations", "intro", "break", "ending"] + lines

  private mutating func groove(_ value: YAMLValue) -> Groove? {
    guard
      let mapping = diagnostics.mapping(
        value, "a groove", keys: Self.grooveKeys, required: ["metre", "drums"]),
      let metre = mapping["metre"].flatMap({ metre($0) })
    else { return nil }
    let first = passage(mapping, over: Passage(), metre)
    var variations = [first]
    let others = mapping["variations"].map { diagnostics.list($0, "variations") } ?? []
    for other in others {
      guard let changes = passageMapping(other, "a variation") else { continue }
      variations.append(passage(changes, over: variations[variations.count - 1], metre))
    }
    if variations.count > 4, let place = mapping["variations"]?.place {
      diagnostics.report(
        "a groove has four sections at most, A to D", at: place, hint: "write three variations")
    }
    let fills = mapping["fills"].map { diagnostics.list($0, "fills") } ?? []
    return Groove(
      metre: metre, variations: variations,
      fills: fills.map { drums($0, "a fill", metre) },
      landing: mapping["landing"].map { drums($0, "landing", metre) } ?? [],
      intro: mapping["intro"].flatMap { passage($0, "intro", metre) },
      breakdown: mapping["break"].flatMap { passage($0, "break", metre) },
      ending: mapping["ending"].flatMap { passage($0, "ending", metre) })
  }

  /// The keys that say what the players play.
  private static let lines = ["drums", "bass", "comping", "pad", "arpeggio"]

  /// Reads a section that has only what it names.
  private mutating func passage(_ value: YAMLValue, _ name: String, _ metre: Metre) -> Passage? {
    passageMapping(value, name).map { passage($0, over: Passage(), metre) }
  }

  private mutating func passageMapping(_ value: YAMLValue, _ name: String) -> YAMLMapping? {
    diagnostics.mapping(value, name, keys: Self.lines)
  }

  /// Reads what the players play, where they do not go on as in `base`; drums by their lines.
  private mutating func passage(_ mapping: YAMLMapping, over base: Passage, _ metre: Metre)
    -> Passage
  {
    var passage = base
    if let value = mapping["drums"] {
      let lines = drums(value, "drums", metre)
      let isNew = { (line: DrumLine) in lines.contains { $0.key == line.key } }
      passage.drums = base.drums.filter { !isNew($0) } + lines
      passage.drums.removeAll { line in line.bars.allSatisfy(\.steps.isEmpty) }
    }
    if let value = mapping["bass"] {
      passage.bass = bars(value, "bass") { $0.bassPattern($1, metre) }
    }
    if let value = mapping["comping"] {
      passage.comping = bars(value, "comping") { $0.strokePattern($1, metre) }
    }
    if let value = mapping["pad"] {
      passage.pad = bars(value, "pad") { $0.strokePattern($1, metre) }
    }
    if let value = mapping["arpeggio"] {
      passage.arpeggio = bars(value, "arpeggio") { $0.arpeggioPattern($1, metre) }
    }
    return passage
  }

  /// Reads a mapping from the names of drums to what they play.
  private mutating func drums(_ value: YAMLValue, _ owner: String, _ metre: Metre) -> [DrumLine] {
    guard let mapping = diagnostics.mapping(value, owner) else { return [] }
    var lines: [DrumLine] = []
    for entry in mapping.entries {
      let bars = bars(entry.value, entry.key) { $0.strokePattern($1, metre) }
      guard let key = GeneralMIDI.drums[entry.key] else {
        let names = GeneralMIDI.drums.keys.sorted()
        diagnostics.report(
          "there is no drum \(quoted(entry.key))", at: entry.keyPlace,
          hint: didYouMean(entry.key, names) ?? "drums: " + names.joined(separator: ", "))
        continue
      }
      if !bars.isEmpty { lines.append(DrumLine(key: key, bars: bars)) }
    }
    return lines
  }

  /// Reads one pattern, or a list of them that take turns bar by bar.
  private mutating func bars<Event>(
    _ value: YAMLValue, _ name: String,
    _ read: (inout StyleReader, YAMLValue) -> Pattern<Event>?
  ) -> [Pattern<Event>] {
    guard case .sequence(let items) = value.content else {
      return [read(&self, value)].compactMap(\.self)
    }
    if items.isEmpty { diagnostics.report("\(name) has no bars", at: value.place) }
    return items.compactMap { read(&self, $0) }
  }
}
