package import Ear
package import Graph

extension BeatTracker: Analyser {
  package mutating func take(hint: Event) {
    switch hint.type {
    case .onset: tap(at: hint.time)
    default:
      if hint.values[2] > 0 { setTempo(Double(hint.values[2])) }
      if hint.values[1] >= 0 { setBeatsPerBar(Int(hint.values[1])) }
      if hint.values[3] >= 0 { setCompound(hint.values[3] > 0) }
      if hint.values[4] != 0 { expect(tempo: range(from: hint.values[4], to: hint.values[5])) }
    }
  }

  private func range(from slowest: Float, to fastest: Float) -> ClosedRange<Double>? {
    slowest > 0 && fastest >= slowest ? Double(slowest)...Double(fastest) : nil
  }

  package static func report(_ estimate: BeatEstimate) -> (event: Event, heard: Int64) {
    var event = Event(.beat, time: estimate.frame)
    event.values[0] = Float(estimate.number)
    event.values[1] = Float(estimate.beatsPerBar)
    event.values[2] = Float(estimate.tempo)
    event.values[3] = estimate.confidence
    event.values[4] = estimate.isCountIn ? 1 : 0
    return (event, estimate.heard)
  }
}
