import Chart
import Graph
import Music

/// What was heard of a tune, to be written down for players.
struct Transcript {
  let score: Score
  let form: Form
  let title: String

  /// The median tempo of the beats, in beats a minute, or `nil` where there are fewer than two.
  var tempo: Double? {
    let times = score.beats.beats.map(\.time)
    let intervals = zip(times.dropFirst(), times).map { $0 - $1 }.filter { $0 > 0 }.sorted()
    return intervals.isEmpty ? nil : 60 / intervals[intervals.count / 2]
  }

  /// A lead sheet in the metre that was heard, or else in that of `patch`.
  func musicXML(_ patch: Patch) -> String {
    MusicXML(
      sheet(patch), title: title, key: score.key, beatUnit: patch.beatUnit,
      tempo: tempo ?? patch.tempo
    ).document
  }

  /// A chart to play from, in the format that files with `ending` have: ChordPro for most.
  func chart(_ patch: Patch, ending: String) -> String {
    if ["musicxml", "xml"].contains(ending) { return musicXML(patch) }
    var chart = Chart(sheet(patch), beatUnit: patch.beatUnit)
    if chart.bars.isEmpty { chart.metre = metre(of: patch) }
    chart.title = title
    chart.key = score.key
    chart.tempo = tempo
    return ["yaml", "yml"].contains(ending) ? chart.yaml : chart.chordPro
  }

  private func sheet(_ patch: Patch) -> LeadSheet {
    LeadSheet(
      score.chords, beats: score.countedBeats, form: form, metre: metre(of: patch),
      tempo: patch.tempo)
  }

  private func metre(of patch: Patch) -> Metre { Metre(patch.beatsPerBar, patch.beatUnit) }
}
