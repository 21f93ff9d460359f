import Graph
private import Nodes
import OSCControl
private import YAML

/// The chart that was heard, and the one that is played from.
extension EngineControl {
  func writeChart(ending: String, completion: @escaping (ControlOutcome) -> Void) {
    let patch = player.engine.patch
    let sampleRate = player.engine.configuration.sampleRate
    let heard = heard.events
    let write: @Sendable () -> String = {
      heard.performance.transcript(sampleRate: sampleRate, clock: patch.clock)
        .chart(patch, ending: ending)
    }
    player.ask(.write(write), answer: completion)
  }

  func go(to place: String) -> ControlOutcome {
    let nodes = player.engine.patch.nodes.compactMap { player.engine.instances[$0.id] }
    let desks = nodes.compactMap { $0.job(as: (any ChartFollowing).self)?.desk }
    guard let contents = desks.lazy.compactMap(\.contents).first else {
      return .failed("nobody plays from a chart; /chart/load FILE gives the band one\n")
    }
    let bars = desks.map { $0.go(to: place) }.first { !$0.isEmpty }
    guard let bars else {
      let sections = contents.sections.map(\.name).joined(separator: ", ")
      return .failed(
        "the chart has no \(quoted(place)); its bars go from 1 to \(contents.barCount), "
          + "its sections are \(sections)\n")
    }
    return .done(bars.map { "bar \($0)" }.joined(separator: " or "))
  }
}
