package import Ear
package import Graph

extension ChromaAnalyser: Analyser {
  package static func report(_ estimate: ChromaEstimate) -> (event: Event, heard: Int64) {
    var event = Event(.chroma, time: estimate.frame)
    for bin in 0..<12 { event.values[bin] = estimate.bins[bin] }
    event.values[12] = estimate.tuning
    return (event, estimate.heard)
  }
}
