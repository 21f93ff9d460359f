import Graph
private import Nodes
import OSCControl

/// Where in a chart the player is.
extension News {
  /// Publishes the section of the place that `event` tells, which `node` has sent.
  func publishSection(_ event: Event, of node: NodeInstance, to server: OSCServer) {
    let desk = node.job(as: (any ChartFollowing).self)?.desk
    server.publish(ChartSectionReport.address, ChartSectionReport(event, desk?.contents).arguments)
  }

  /// Publishes that the player is in no chart, where nobody of the patch that has come goes by one.
  func publishLostChart(_ engine: Engine, to server: OSCServer) {
    let desks = engine.instances.values.compactMap {
      $0.job(as: (any ChartFollowing).self)?.desk
    }
    guard server.latest("/chart") != nil, !desks.contains(where: { $0.contents != nil }) else {
      return
    }
    let event = Event(.chart, time: 0)
    server.publish("/chart", EventReport(event, sampleRate: 1).summary)
    server.publish(ChartSectionReport.address, ChartSectionReport.nothing.arguments)
  }
}
