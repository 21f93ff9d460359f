package import Ear
package import Graph

extension LoudnessMeter: Analyser {
  package static func report(_ estimate: LoudnessEstimate) -> (event: Event, heard: Int64) {
    var event = Event(.loudness, time: estimate.heard)
    event.values[0] = estimate.momentary
    event.values[1] = estimate.shortTerm
    event.values[2] = estimate.integrated
    event.values[3] = estimate.momentaryMaximum
    event.values[4] = estimate.shortTermMaximum
    return (event, estimate.heard)
  }
}
