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

  private mutating func groove(_ value: YAMLValue) -> Groove? {
    let keys = ["metre", "drums", "fills", "landing", "bass", "comping"]
    guard
      let mapping = diagnostics.mapping(
        value, "a groove", keys: keys, required: ["metre", "drums"]),
      let metre = mapping["metre"].flatMap({ metre($0) })
    else { return nil }
    let fills = mapping["fills"].map { diagnostics.list($0, "fills") } ?? []
    return Groove(
      metre: metre,
      drums: mapping["drums"].map { drums($0, "drums", metre) } ?? [],
      fills: fills.map { drums($0, "a fill", metre) },
      landing: mapping["landing"].map { drums($0, "landing", metre) } ?? [],
      bass: mapping["bass"].map { bars($0, "bass") { $0.bassPattern($1, metre) } } ?? [],
      comping: mapping["comping"].map { bars($0, "comping") { $0.strokePattern($1, metre) } }
        ?? [])
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
