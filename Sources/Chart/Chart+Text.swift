import Music

extension Chart {
  /// The chart in our own format.
  package var yaml: String {
    var text = "version: 1\n"
    if !title.isEmpty { text += "title: \(Self.quoted(title))\n" }
    if !composer.isEmpty { text += "composer: \(Self.quoted(composer))\n" }
    if let key { text += "key: \(key.short)\n" }
    if let tempo { text += "tempo: \(Self.plain(tempo))\n" }
    text += "metre: \(metre.beatsPerBar)/\(metre.beatUnit)\nsections:\n"
    let (parts, form) = named
    for part in parts {
      text += "  - name: \(Self.quoted(part.name))\n    chords: |\n"
      for line in lines(part.bars, marksMetre: true) { text += "      \(line)\n" }
    }
    return text + "form: [" + form.map(Self.quoted).joined(separator: ", ") + "]\n"
  }

  /// The chart in ChordPro: a grid for each section.
  package var chordPro: String {
    var text = title.isEmpty ? "" : "{title: \(Self.plain(title))}\n"
    if !composer.isEmpty { text += "{composer: \(Self.plain(composer))}\n" }
    if let key { text += "{key: \(key.short)}\n" }
    if let tempo { text += "{tempo: \(Self.plain(tempo))}\n" }
    text += "{time: \(metre.beatsPerBar)/\(metre.beatUnit)}\n"
    var beats = metre.beatsPerBar
    for (index, section) in sections.enumerated() {
      text += "\n{start_of_grid: \(Self.plain(section.name))}\n"
      var rest = range(of: index)
      while let first = rest.first {
        let same = rest.prefix { bars[$0].beats == bars[first].beats }
        if bars[first].beats != beats {
          beats = bars[first].beats
          text += "{time: \(beats)/\(metre.beatUnit)}\n"
        }
        for line in lines(same, marksMetre: false) { text += "| \(line) |\n" }
        rest = same.upperBound..<rest.upperBound
      }
      text += "{end_of_grid}\n"
    }
    return text
  }

  private typealias Part = (name: String, section: String, bars: Range<Int>)

  /// The bars of a section, by its place in the order.
  private func range(of index: Int) -> Range<Int> {
    sections[index].bar..<(index + 1 < sections.count ? sections[index + 1].bar : bars.count)
  }

  /// The sections that differ, each under a name of its own, and the names in order.
  private var named: (parts: [Part], form: [String]) {
    var parts: [Part] = []
    var form: [String] = []
    for (index, section) in sections.enumerated() {
      let range = range(of: index)
      let same = parts.first { part in
        part.section == section.name && bars[part.bars].elementsEqual(bars[range])
      }
      if let same {
        form.append(same.name)
        continue
      }
      var name = section.name
      var number = 2
      while parts.contains(where: { $0.name == name }) {
        name = "\(section.name) \(number)"
        number += 1
      }
      parts.append((name, section.name, range))
      form.append(name)
    }
    return (parts, form)
  }

  /// Four bars a line, a word a beat, with the metre of bars whose own it is where that is marked.
  private func lines(_ range: Range<Int>, marksMetre: Bool) -> [String] {
    stride(from: range.lowerBound, to: range.upperBound, by: 4).map { start in
      (start..<min(start + 4, range.upperBound)).map { index in
        let bar = bars[index]
        let isOdd = marksMetre && bar.beats != metre.beatsPerBar
        let early = index > 0 ? bars[index - 1].early : nil
        return (isOdd ? "(\(bar.beats)/\(metre.beatUnit)) " : "") + Self.words(bar, after: early)
      }.joined(separator: " | ")
    }
  }

  /// A word a beat, where a chord that came `early` counts from the first.
  private static func words(_ bar: Bar, after early: ChartChord?) -> String {
    (0..<bar.beats).map { beat in
      let begun = bar.begun(on: beat) ?? (beat == 0 ? early : nil)
      return begun.map { $0.chord?.symbol ?? "N.C." } ?? "."
    }.joined(separator: " ")
  }

  /// Text that a directive of ChordPro can hold.
  private static func plain(_ text: String) -> String {
    text.map { $0 == "{" ? "(" : $0 == "}" ? ")" : $0.isNewline ? " " : String($0) }.joined()
  }

  private static func plain(_ number: Double) -> String {
    let rounded = (number * 10).rounded() / 10
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }

  private static func quoted(_ text: String) -> String {
    let inside = text.map { character in
      switch character {
      case "\\", "\"": "\\\(character)"
      case _ where character.isNewline: " "
      default: String(character)
      }
    }.joined()
    return "\"\(inside)\""
  }
}
