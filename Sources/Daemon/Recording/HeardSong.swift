import Graph

/// What is heard while strumd plays, kept so that it can be written down as a chart.
final class HeardSong {
  /// What is kept of it.
  private(set) var performance = Performance()

  /// Chords, beats and keys that are kept: some three hours.
  private static let capacity = 60_000

  /// How far the time of events may go back before it is another run's, in seconds: beats are told
  /// before they sound.
  private static let slack = 10.0

  /// Takes in what `node` has told.
  func hear(_ event: Event, from node: String, sampleRate: Double) {
    guard [.chord, .beat, .key].contains(event.type) else { return }
    let last = performance.reports.last?.event.time ?? event.time
    if Double(last - event.time) > Self.slack * sampleRate { performance.reports = [] }
    performance.reports.append(
      Performance.Report(delivered: event.time, node: node, event: event))
    if performance.reports.count > Self.capacity {
      performance.reports.removeFirst(Self.capacity / 10)
    }
  }
}

extension Performance {
  /// What was heard, from the beats of the node `clock` if it has any; takes long where that is much.
  func transcript(sampleRate: Double, clock: String?) -> Transcript {
    let end = reports.map(\.event.time).max() ?? 0
    let score = Score(
      self, sampleRate: sampleRate, duration: Double(end) / sampleRate, clock: clock)
    let form = Form(score.beats.beats, chords: score.chords, chroma: [], sampleRate: sampleRate)
    return Transcript(score: score, form: form, title: "")
  }
}
