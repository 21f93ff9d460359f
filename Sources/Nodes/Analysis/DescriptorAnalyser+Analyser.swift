package import Ear
package import Graph

extension DescriptorAnalyser: Analyser {
  package static func report(_ estimate: Descriptors) -> (event: Event, heard: Int64) {
    var event = Event(.descriptors, time: estimate.frame)
    event.values[0] = estimate.centroid
    event.values[1] = estimate.bandwidth
    event.values[2] = estimate.rolloff
    event.values[3] = estimate.flatness
    event.values[4] = estimate.flux
    event.values[5] = estimate.zeroCrossings
    for order in 0..<13 { event.values[6 + order] = estimate.cepstrum[order] }
    return (event, estimate.heard)
  }
}
