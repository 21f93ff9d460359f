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
      if hint.values[4] != 0 { expect(tempo: hint.values[4] > 0 ? Double(hint.values[4]) : nil) }
    }
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
