package import YAML

/// Chart files, in any of four formats, read with what is wrong and where.
package enum ChartFile {
  /// The largest file that is read, in bytes.
  package static let largest = 1 << 20

  /// Reads a chart; `name` is what messages call the file, and its ending tells the format where the
  /// text does not.
  package static func parse(_ bytes: [UInt8], name: String) throws(Diagnostics) -> Chart {
    if bytes.starts(with: Array("PK".utf8)) { return try parse(compressed: bytes, name: name) }
    var diagnostics = Diagnostics(of: SourceText(Array(bytes.prefix(largest)), name: name))
    guard bytes.count <= largest else {
      diagnostics.report("a chart may have 1 MiB, not more", at: Place(.start, .start))
      throw diagnostics
    }
    for (start, message) in Self.foreign where bytes.starts(with: start) {
      diagnostics.report(message, at: Place(.start, .start))
      throw diagnostics
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if let link = IRealChart.link(in: start) { return try IRealChart.parse(link, diagnostics) }
    if start.hasPrefix("<") { return try parse(score: bytes, diagnostics, name: name) }
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if ["yaml", "yml"].contains(ending) { return try YAMLChart.parse(text, name: name) }
    return try ChordProChart.parse(text, diagnostics)
  }

  /// Reads MusicXML in an archive.
  private static func parse(compressed bytes: [UInt8], name: String) throws(Diagnostics) -> Chart {
    let score: [UInt8]
    do throws(CompressedMusicXML.Fault) {
      score = try CompressedMusicXML.score(in: bytes)
    } catch {
      var diagnostics = Diagnostics(of: SourceText([], name: name))
      let trouble =
        error == .isTooLarge
        ? "the score in the file has more than 8 MiB" : "the compressed file is damaged"
      diagnostics.report(
        trouble, at: Place(.start, .start), hint: "export it as uncompressed MusicXML (.musicxml)")
      throw diagnostics
    }
    return try parse(score: score, Diagnostics(of: SourceText(score, name: name)), name: name)
  }

  /// Reads MusicXML; a score without a title, as programs write them, is called like its file.
  private static func parse(
    score: [UInt8], _ diagnostics: Diagnostics, name: String
  ) throws(Diagnostics) -> Chart {
    var chart = try MusicXMLChart.parse(score, diagnostics)
    guard chart.title.isEmpty else { return chart }
    let file = name.split(separator: "/").last ?? ""
    let dot = file.lastIndex(of: ".") ?? file.endIndex
    chart.title = String(dot == file.startIndex ? file : file[..<dot])
    return chart
  }

  /// How files begin that cannot be read as they are, and what to do about it.
  private static let foreign: [([UInt8], String)] = [
    ([0xFF, 0xFE], "the file is in UTF-16; save it as UTF-8"),
    ([0xFE, 0xFF], "the file is in UTF-16; save it as UTF-8"),
  ]
}

extension Diagnostics {
  /// The bars of a chart as they are played, with their sections, or all that is wrong.
  mutating func unfold(_ bars: [WrittenBar], into chart: Chart) throws(Diagnostics) -> Chart {
    try check()
    guard bars.allSatisfy({ $0.chords.count <= Chart.fullest }) else {
      report("a bar has more than \(Chart.fullest) chords", at: Place(.start, .start))
      throw self
    }
    guard bars.count <= Chart.longest, let played = bars.unfolded() else {
      report(
        "with its repeats written out, the chart is longer than \(Chart.longest) bars",
        at: Place(.start, .start))
      throw self
    }
    guard !played.isEmpty else {
      report("the chart has no bars", at: Place(.start, .start))
      throw self
    }
    guard played.contains(where: { $0.chords.contains { $0.chord != nil } }) else {
      report("the chart has no chords: notes and words alone tell none", at: Place(.start, .start))
      throw self
    }
    var chart = chart
    chart.bars = played.map { Chart.Bar(beats: $0.beats, chords: $0.chords) }
    for (index, bar) in played.enumerated() {
      if let name = bar.section ?? (index == 0 ? "start" : nil) {
        chart.sections.append(Chart.Section(name: name, bar: index))
      }
    }
    return chart
  }
}
