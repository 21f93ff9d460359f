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
    for part in parts {
      text += "  - name: \(Self.quoted(part.name))\n    chords: |\n"
      for line in lines(part.bars) { text += "      \(line)\n" }
    }
    return text + "form: [" + form.map(Self.quoted).joined(separator: ", ") + "]\n"
  }

  /// The chart in ChordPro: a grid for each section.
  package var chordPro: String {
    var text = title.isEmpty ? "" : "{title: \(title)}\n"
    if !composer.isEmpty { text += "{composer: \(composer)}\n" }
    if let key { text += "{key: \(key.short)}\n" }
    if let tempo { text += "{tempo: \(Self.plain(tempo))}\n" }
    text += "{time: \(metre.beatsPerBar)/\(metre.beatUnit)}\n"
    for (index, section) in sections.enumerated() {
      let end = index + 1 < sections.count ? sections[index + 1].bar : bars.count
      text += "\n{start_of_grid: \(section.name)}\n"
      for line in lines(section.bar..<end) { text += "| \(line) |\n" }
      text += "{end_of_grid}\n"
    }
    return text
  }

  /// The sections that differ, each under a name of its own, and the names in order.
  private var parts: [(name: String, bars: Range<Int>)] { named.parts }
  private var form: [String] { named.form }

  private var named: (parts: [(name: String, bars: Range<Int>)], form: [String]) {
    var parts: [(name: String, bars: Range<Int>)] = []
    var form: [String] = []
    for (index, section) in sections.enumerated() {
      let end = index + 1 < sections.count ? sections[index + 1].bar : bars.count
      let range = section.bar..<end
      if let same = parts.first(where: { bars[$0.bars].elementsEqual(bars[range]) }) {
        form.append(same.name)
        continue
      }
      var name = section.name
      var number = 2
      while parts.contains(where: { $0.name == name }) {
        name = "\(section.name) \(number)"
        number += 1
      }
      parts.append((name, range))
      form.append(name)
    }
    return (parts, form)
  }

  /// Four bars a line, a word a beat.
  private func lines(_ range: Range<Int>) -> [String] {
    stride(from: range.lowerBound, to: range.upperBound, by: 4).map { start in
      (start..<min(start + 4, range.upperBound)).map(words).joined(separator: " | ")
    }
  }

  private func words(_ index: Int) -> String {
    let bar = bars[index]
    return (0..<bar.beats).map { beat in
      let begun = bar.chords.last { abs($0.beat - Double(beat)) < 0.5 }
      return begun.map { $0.chord?.symbol ?? "N.C." } ?? "."
    }.joined(separator: " ")
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
