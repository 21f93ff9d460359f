import Music
private import YAML

/// Makes the text of a style from a Standard MIDI File or a Yamaha style (SFF1, SFF2).
package struct StyleImport {
  /// The style file, which loads.
  package let text: String

  /// What could not be taken over, a sentence each.
  package private(set) var remarks: [String] = []

  /// The largest file that is taken, in bytes.
  package static let largestFile = MIDIScore.largestFile

  private let score: MIDIScore
  private let roles: [String: [Int: ChannelRole]]

  /// Reads `bytes` of a file that messages call `name`.
  package init(_ bytes: [UInt8], name: String) throws(StyleImportError) {
    score = try MIDIScore(bytes)
    let casm = score.appendix.first { $0.name == "CASM" }
    roles = casm.map { ChannelRole.roles(in: $0.content) } ?? [:]
    var lines = [
      "version: 1", "summary: \(Self.summary(name))", "tempo: \(Self.tempos(of: score))",
      "phrase: 8",
    ]
    let mixer = Self.mixer(of: score, roles)
    lines += Self.feel(mixer)
    if Self.haveGuitar(roles) { lines += ["voicing:", "  kind: guitar"] }
    lines += [
      "", "grooves:", "  - metre: \(score.metre.beatsPerBar)/\(score.metre.beatUnit)",
    ]
    var writer = PassageWriter(mixer)
    lines += Self.groove(Self.sections(of: score), score, roles, &writer)
    if writer.unknownDrums > 0 {
      remarks.append(
        "\(writer.unknownDrums) strokes of drums that styles do not have were left out")
    }
    if writer.fixedParts > 0 {
      remarks.append(
        "\(writer.fixedParts) parts of sections that sound the same over any chord were left out")
    }
    text = lines.joined(separator: "\n") + "\n"
    do {
      _ = try StyleFile.parse(text, name: name)
    } catch {
      throw StyleImportError("no style can be made of it:\n\(error)")
    }
  }

  /// The tempos at which the style is at home, a fifth around that of the file, as far as styles may go.
  private static func tempos(of score: MIDIScore) -> String {
    let tempo = min(300, max(30, score.tempo * score.metre.pulseUnit / 4))
    return "\(max(30, Int(tempo * 0.8))) to \(min(300, Int(tempo * 1.2)))"
  }

  /// How loud the players are: as the first main section has them, or the first of others where they play.
  private static func mixer(of score: MIDIScore, _ roles: [String: [Int: ChannelRole]]) -> Mixer {
    let sections = sections(of: score)
    let mains = sections.filter { $0.name.hasPrefix("main") }.sorted { $0.name < $1.name }
    let others = sections.filter { !$0.name.hasPrefix("main") }
    return Mixer(
      score,
      (mains.prefix(4) + others.prefix(12)).map { section in
        let notes = SectionNotes(score, from: section.start, until: section.end)
        let parts = PartAssignment(
          notes, programs: score.programs, roles: roles[section.name] ?? [:])
        return (notes, parts)
      })
  }

  private static func feel(_ mixer: Mixer) -> [String] {
    let players = ["drums", "bass", "comping", "pad", "arpeggio"]
    var levels = players.compactMap { player in
      mixer.level(of: player).map { (player, min(1.5, max(0.1, $0))) }
    }
    // Where nobody has mixed them, chords drown bass and drums.
    if levels.isEmpty { levels = [("comping", 0.75), ("pad", 0.66)] }
    return ["feel:"]
      + levels.flatMap { name, level in
        ["  \(name):", "    level: \(Int((level * 100).rounded()))%"]
      }
  }

  /// Whether chords are laid as on a guitar.
  private static func haveGuitar(_ roles: [String: [Int: ChannelRole]]) -> Bool {
    roles.values.flatMap(\.values).contains { role in
      (11...12).contains(role.destination) && role.transposition.rule == .guitar
    }
  }

  /// Where each named section begins and ends; the whole is one, where there are no names.
  private static func sections(of score: MIDIScore) -> [(name: String, start: Int, end: Int)] {
    let known = ["main", "intro", "fill", "ending"]
    let marks = score.markers.map { (tick: $0.tick, name: $0.text.lowercased()) }
    var sections: [(name: String, start: Int, end: Int)] = []
    for (index, mark) in marks.enumerated()
    where known.contains(where: { mark.name.hasPrefix($0) }) {
      let end = index + 1 < marks.count ? marks[index + 1].tick : score.endTick
      if end > mark.tick { sections.append((mark.name, mark.tick, end)) }
    }
    let hasMain = sections.contains { $0.name.hasPrefix("main") }
    return hasMain ? sections : [("main a", 0, score.endTick)]
  }

  private static func groove(
    _ sections: [(name: String, start: Int, end: Int)], _ score: MIDIScore,
    _ roles: [String: [Int: ChannelRole]], _ writer: inout PassageWriter
  ) -> [String] {
    func notes(_ section: (name: String, start: Int, end: Int)) -> SectionNotes {
      SectionNotes(score, from: section.start, until: section.end)
    }
    func passage(
      _ section: (name: String, start: Int, end: Int), indent: Int, isFirst: Bool = false
    ) -> [String] {
      let parts = PartAssignment(
        notes(section), programs: score.programs, roles: roles[section.name] ?? [:])
      return writer.lines(notes(section), parts, indent: indent, needsDrums: isFirst)
    }
    let mains = sections.filter { $0.name.hasPrefix("main") }.sorted { $0.name < $1.name }.prefix(4)
    var lines = mains.first.map { passage($0, indent: 4, isFirst: true) } ?? []
    let fills = sections.filter { $0.name.hasPrefix("fill") && !$0.name.hasSuffix("ba") }.prefix(4)
    let written = fills.map { fill in
      let parts = PartAssignment(
        notes(fill), programs: score.programs, roles: roles[fill.name] ?? [:])
      return writer.drumLines(notes(fill), parts, lastBarOnly: true, indent: 8)
    }.filter { !$0.isEmpty }
    if !written.isEmpty {
      lines.append("    fills:")
      for fill in written {
        lines.append("      - " + (fill.first ?? "").drop { $0 == " " })
        lines += fill.dropFirst()
      }
    }
    if mains.count > 1 {
      lines.append("    variations:")
      for main in mains.dropFirst() {
        let own = passage(main, indent: 8)
        guard let first = own.first else { continue }
        lines.append("      - " + first.drop { $0 == " " })
        lines += own.dropFirst()
      }
    }
    for (prefix, key) in [("intro", "intro"), ("fill in ba", "break"), ("ending", "ending")] {
      guard let section = sections.first(where: { $0.name.hasPrefix(prefix) }) else { continue }
      let own = passage(section, indent: 6)
      if !own.isEmpty { lines += ["    \(key):"] + own }
    }
    return lines
  }

  /// A line that is one, whatever a file is called.
  private static func summary(_ name: String) -> String {
    let letters = name.filter { $0.isLetter || $0.isNumber || " .-_".contains($0) }
    return "Imported from \(String(letters.prefix(60)))."
  }
}

extension Metre {
  /// The note value that is tapped, as parts of a whole note.
  fileprivate var pulseUnit: Double { isCompound ? Double(beatUnit) / 3 : Double(beatUnit) }
}
