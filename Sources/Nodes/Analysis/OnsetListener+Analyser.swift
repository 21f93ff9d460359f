package import Ear
package import Graph

extension OnsetListener: Analyser {
  /// Just more than 256 frames at 44.1 kHz: strokes are told as soon as blocks of any usual length allow.
  package static let delay = 0.006

  package static func report(_ estimate: Onset) -> (event: Event, heard: Int64) {
    var event = Event(.onset, time: estimate.frame)
    event.values[0] = estimate.strength
    event.values[1] = estimate.isPercussive ? 1 : 0
    event.values[2] = estimate.isSettled ? 1 : 0
    return (event, estimate.heard)
  }
}
