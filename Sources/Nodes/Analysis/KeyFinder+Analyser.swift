package import Ear
package import Graph
private import Music

extension KeyFinder: Analyser {
  package static func report(_ estimate: KeyEstimate) -> (event: Event, heard: Int64) {
    var event = Event(.key, time: estimate.frame)
    event.values[0] = Float(estimate.key.tonic.semitones)
    event.values[1] = Float(estimate.key.mode.rawValue)
    event.values[2] = estimate.confidence
    return (event, estimate.heard)
  }
}
