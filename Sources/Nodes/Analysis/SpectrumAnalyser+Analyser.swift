package import Ear
package import Graph

extension SpectrumAnalyser: Analyser {
  package static func report(_ estimate: SpectrumEstimate) -> (event: Event, heard: Int64) {
    var event = Event(.spectrum, time: estimate.frame)
    for band in 0..<24 { event.values[band] = estimate.levels[band] }
    return (event, estimate.heard)
  }
}
