package import Ear
package import Graph
private import Music

extension ChordRecognizer: Analyser {
  package static func report(_ estimate: ChordEstimate) -> (event: Event, heard: Int64) {
    var event = Event(.chord, time: estimate.frame)
    event.values[0] = Float(estimate.chord?.root.semitones ?? -1)
    event.values[1] = Float(estimate.chord?.quality.rawValue ?? 0)
    event.values[2] = Float(estimate.chord?.bass.semitones ?? -1)
    event.values[3] = estimate.confidence
    event.values[4] = estimate.isSettled ? 1 : 0
    return (event, estimate.heard)
  }

  package static func tell(_ estimate: ChordEstimate, to front: FrontEnd) { front.tell(estimate) }
}
