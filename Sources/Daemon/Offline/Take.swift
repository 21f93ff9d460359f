import Chart
import Graph
import Music

/// A recording with all that is known of it once it is over.
struct Take {
  let score: Score
  let sound: TakeSound
  let form: Form

  /// The tempo of the band in beats a minute, from each time in seconds on.
  let tempos: [(time: Double, tempo: Double)]

  /// The name of the file, without its folders.
  let file: String

  /// In seconds.
  let duration: Double
  let sampleRate: Double

  init(_ score: Score, _ performance: Performance, _ input: RenderInput, _ options: RenderOptions) {
    self.score = score
    sound = TakeSound(input)
    form = Form(
      score.beats.beats, chords: score.chords, chroma: sound.chroma, sampleRate: input.sampleRate)
    tempos = performance.beats.tempos.map {
      (Double($0.frame) / input.sampleRate, $0.tempo)
    }
    file = String(options.input.split(separator: "/").last ?? "")
    duration = input.duration
    sampleRate = input.sampleRate
  }

  /// The name of the file without what tells its format.
  var title: String {
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
    return String(file[..<dot])
  }

  /// The median tempo of the beats, in beats a minute, or `nil` where there are fewer than two.
  var tempo: Double? {
    let times = score.beats.beats.map(\.time)
    let intervals = zip(times.dropFirst(), times).map { $0 - $1 }.filter { $0 > 0 }.sorted()
    return intervals.isEmpty ? nil : 60 / intervals[intervals.count / 2]
  }

  var jams: String { Jams(score, form: form, tempos: tempos, title: title).document }

  /// A lead sheet in the metre that was heard, or else in that of `patch`.
  func musicXML(_ patch: Patch) -> String {
    MusicXML(
      sheet(patch), title: title, key: score.key, beatUnit: patch.beatUnit,
      tempo: tempo ?? patch.tempo
    ).document
  }

  /// A chart to play from, in the format that the ending of `path` names.
  func chart(_ patch: Patch, for path: String) -> String {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if ["musicxml", "xml"].contains(ending) { return musicXML(patch) }
    var chart = Chart(sheet(patch), beatUnit: patch.beatUnit)
    chart.title = title
    chart.key = score.key
    chart.tempo = tempo
    return ["yaml", "yml"].contains(ending) ? chart.yaml : chart.chordPro
  }

  private func sheet(_ patch: Patch) -> LeadSheet {
    LeadSheet(
      score.chords, beats: score.beats.beats, form: form,
      metre: Metre(patch.beatsPerBar, patch.beatUnit), tempo: patch.tempo)
  }
}
