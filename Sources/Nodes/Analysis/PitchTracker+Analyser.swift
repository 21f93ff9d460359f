private import CRealtime
package import Ear
package import Graph

extension PitchTracker: Analyser {
  /// The nearest note follows from A4 = 440 Hz = MIDI note 69.
  package static func report(_ estimate: PitchEstimate) -> (event: Event, heard: Int64) {
    var event = Event(.pitch, time: estimate.frame)
    event.values[0] = estimate.frequency
    event.values[1] = estimate.confidence
    guard estimate.frequency > 0 else { return (event, estimate.heard) }
    let note = 69 + 12 * realtime_log2(estimate.frequency / 440)
    event.values[2] = note.rounded()
    event.values[3] = (note - note.rounded()) * 100
    return (event, estimate.heard)
  }
}
