package import Ear
package import Graph

extension PitchTracker: Analyser {
  /// Which note that is, is for the node to say.
  package static func report(_ estimate: PitchEstimate) -> (event: Event, heard: Int64) {
    var event = Event(.pitch, time: estimate.frame)
    event.values[0] = estimate.frequency
    event.values[1] = estimate.confidence
    return (event, estimate.heard)
  }
}
