import Music
import YAML

/// Charts in our own format: sections of bars, and the form they are played in.
struct YAMLChart {
  private var diagnostics: Diagnostics
  private var chart = Chart()
  private var sections: [(name: String, bars: [WrittenBar])] = []

  static func parse(_ text: String, name: String) throws(Diagnostics) -> Chart {
    let document = YAMLDocument(text, name: name)
    guard let root = document.root else { throw document.diagnostics }
    var reader = YAMLChart(diagnostics: document.diagnostics)
    let bars = reader.bars(root)
    return try reader.diagnostics.unfold(bars, into: reader.chart)
  }

  private mutating func bars(_ root: YAMLValue) -> [WrittenBar] {
    let keys = ["version", "title", "composer", "key", "tempo", "metre", "sections", "form"]
    guard
      let mapping = diagnostics.mapping(
        root, "a chart", keys: keys, required: ["version", "sections"])
    else { return [] }
    if let version = mapping["version"] {
      _ = diagnostics.integer(version, "version", in: 1...1)
    }
    chart.title = mapping["title"].flatMap { diagnostics.text($0, "title") } ?? ""
    chart.composer = mapping["composer"].flatMap { diagnostics.text($0, "composer") } ?? ""
    chart.key = mapping["key"].flatMap { key($0) }
    chart.tempo = mapping["tempo"].flatMap {
      diagnostics.number($0, "tempo", in: 20...400, unit: "bpm")
    }
    if let metre = mapping["metre"].flatMap({ metre($0) }) { chart.metre = metre }
    for value in mapping["sections"].map({ diagnostics.list($0, "sections") }) ?? []
    where sections.count <= Chart.longest {
      readSection(value)
    }
    guard let form = mapping["form"] else { return sections.flatMap(\.bars) }
    var bars: [WrittenBar] = []
    for value in diagnostics.list(form, "form") where bars.count <= Chart.longest {
      bars += section(value)
    }
    return bars
  }

  private mutating func readSection(_ value: YAMLValue) {
    let keys = ["name", "chords"]
    guard
      let mapping = diagnostics.mapping(value, "a section", keys: keys, required: keys),
      let name = mapping["name"].flatMap({ diagnostics.text($0, "name") }),
      let chords = mapping["chords"], let text = diagnostics.text(chords, "chords")
    else { return }
    if sections.contains(where: { $0.name == name }) {
      diagnostics.report("there are two sections named \(quoted(name))", at: mapping.place)
    }
    let line = text.map { $0.isNewline ? " | " : String($0) }.joined()
    do throws(BarText.Fault) {
      var reader = BarText(chart.metre)
      try reader.read(line)
      reader.end()
      var bars = reader.bars
      if !bars.isEmpty { bars[0].section = name }
      sections.append((name, bars))
    } catch {
      let isPlain = chords.place.start.line == chords.place.end.line
      diagnostics.report(
        error.message,
        at: isPlain ? chords.place.part(at: error.offset, length: error.length) : chords.place,
        hint: "write bars such as: C | Am . F . | Dm7 G7")
    }
  }

  private mutating func section(_ value: YAMLValue) -> [WrittenBar] {
    guard let name = diagnostics.text(value, "each item of form") else { return [] }
    if let section = sections.first(where: { $0.name == name }) { return section.bars }
    let names = sections.map(\.name)
    diagnostics.report(
      "no section is named \(quoted(name))", at: value.place,
      hint: didYouMean(name, names) ?? "there are: " + names.joined(separator: ", "))
    return []
  }

  private mutating func key(_ value: YAMLValue) -> Key? {
    guard let text = diagnostics.text(value, "key") else { return nil }
    if let key = Key(chart: text) { return key }
    diagnostics.report(
      "\(quoted(text)) is no key", at: value.place, hint: "write for example: key: E minor")
    return nil
  }

  private mutating func metre(_ value: YAMLValue) -> Metre? {
    guard let text = diagnostics.text(value, "metre") else { return nil }
    if let metre = Metre(chart: text) { return metre }
    diagnostics.report(
      "metre must be beats a bar over the note of a beat, not \(quoted(text))", at: value.place,
      hint: "write for example: metre: 3/4")
    return nil
  }
}
