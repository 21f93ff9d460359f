/// Stands in for whoever suggests on a worker: answers each chord.
final class SuggestionJob: Job, @unchecked Sendable {
  let desk = ChartDesk()
  private let link: SuggestionLink

  init(_ sheet: BandSheet, model: ProgressionModel?, link: SuggestionLink) { self.link = link }

  func run() -> Bool {
    var worked = false
    while let observation = link.takeObservation() {
      worked = true
      guard observation.kind == .settledChord else { continue }
      var event = Event(.suggestion, time: Int64(observation.beat * SuggestNode.ticksPerBeat))
      event.values[0] = Float(observation.root)
      _ = link.tell(event)
      event = Event(.continuation, time: event.time)
      _ = link.tell(event)
    }
    return worked
  }
}
