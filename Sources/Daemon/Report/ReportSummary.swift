private import Ear
import Graph
private import Music
import Platform

/// What there is to say of a take in words and figures.
struct ReportSummary {
  private let take: Take
  private let patch: Patch

  init(_ take: Take, patch: Patch) {
    self.take = take
    self.patch = patch
  }

  /// One line under the title.
  var line: String {
    [Self.clock(take.duration), take.score.key?.name, tempo, patch.name]
      .compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private var tempo: String? { take.transcript.tempo.map { "\(decimal($0, places: 0)) bpm" } }

  var tables: String {
    """
    <section class="tables">
    <table><caption>Summary</caption><tbody>
    \(rows.map { "<tr><th scope=\"row\">\($0.0)</th><td>\(xmlText($0.1))</td></tr>" }
      .joined(separator: "\n"))
    </tbody></table>
    \(sections)
    \(chords)
    </section>
    """
  }

  private var rows: [(String, String)] {
    let score = take.score
    let chords = score.chords.segments.compactMap(\.chord)
    let commonest = Dictionary(grouping: chords) { $0.symbol }
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      .prefix(5).map(\.key).joined(separator: ", ")
    var rows: [(String, String)] = [
      ("Recording", take.file), ("Duration", Self.clock(take.duration)),
      ("Patch", patch.name), ("Key", score.key?.name ?? "none heard"),
      ("Tempo", tempoRange ?? "no beat heard"),
      ("Beats", "\(score.beats.beats.count) in \(max(0, take.form.bars.count - 1)) bars"),
      ("Form", take.form.parts.map(\.name).joined(separator: " ")),
      ("Chords", "\(chords.count), of \(Set(chords).count) kinds"), ("Most often", commonest),
    ]
    if let loudness = take.sound.loudness {
      let integrated = decimal(Double(loudness.integrated), places: 1)
      rows.append(("Loudness", integrated.map { $0 == "-" ? "−" : String($0) }.joined() + " LUFS"))
    }
    for player in patch.players(of: score.notes) {
      rows.append((xmlText(player.name), "\(player.noteCount) notes"))
    }
    return rows.filter { !$0.1.isEmpty }
  }

  private var tempoRange: String? {
    guard let tempo else { return nil }
    let tempos = take.tempos.map(\.tempo)
    guard let low = tempos.min(), let high = tempos.max(), high - low >= 1 else { return tempo }
    return "\(tempo), the band from \(decimal(low, places: 0)) to \(decimal(high, places: 0))"
  }

  private var sections: String {
    table(
      "Sections", ["Section", "From", "To", "Bars"],
      take.form.parts.map { part in
        [part.name, Self.clock(part.start), Self.clock(part.end), "\(part.length)"]
      })
  }

  private var chords: String {
    table(
      "Chords", ["Chord", "From", "Seconds", "Sure"],
      take.score.chords.segments.map { segment in
        [
          segment.chord.symbol, Self.clock(segment.start),
          decimal(segment.end - segment.start, places: 2),
          segment.chord == nil ? "" : "\(decimal(Double(segment.confidence) * 100, places: 0)) %",
        ]
      })
  }

  private func table(_ name: String, _ head: [String], _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    let cells = { (texts: [String], tag: String) in
      "<tr>" + texts.map { "<\(tag)>\(xmlText($0))</\(tag)>" }.joined() + "</tr>"
    }
    return "<details><summary>\(name)</summary><table><thead>\(cells(head, "th"))</thead><tbody>\n"
      + rows.map { cells($0, "td") }.joined(separator: "\n") + "\n</tbody></table></details>"
  }

  /// Minutes and seconds.
  private static func clock(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    let rest = decimal(Double(tenths % 600) / 10, places: 1)
    return "\(tenths / 600):" + (tenths % 600 < 100 ? "0" : "") + rest
  }
}
