import Graph

/// What is heard while strumd plays, kept so that it can be written down as a chart.
final class HeardSong {
  /// What is kept of it.
  private(set) var events = HeardEvents()

  /// How far the time of events may go back before it is another run's, in seconds: beats are told
  /// before they sound.
  private static let slack = 10.0

  /// Takes in what `node` has told.
  func hear(_ event: Event, from node: String, sampleRate: Double) {
    guard HeardEvents.types.contains(event.type) else { return }
    let last = events.lastTime ?? event.time
    if Double(last - event.time) > Self.slack * sampleRate { events = HeardEvents() }
    events.append(event, from: node)
  }
}

extension Performance {
  /// What was heard, from the beats of the node `clock` if it has any; takes long where that is much.
  func transcript(sampleRate: Double, clock: String?) -> Transcript {
    let end = reports.map(\.event.time).max() ?? 0
    let score = Score(
      self, sampleRate: sampleRate, duration: Double(end) / sampleRate, clock: clock)
    let form = Form(score.countedBeats, chords: score.chords, chroma: [], sampleRate: sampleRate)
    return Transcript(score: score, form: form, title: "")
  }
}
