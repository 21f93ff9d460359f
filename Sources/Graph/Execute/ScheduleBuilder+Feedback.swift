extension ScheduleBuilder {
  /// Keeps the messages or events of a feedback wire's source for the cycle after.
  mutating func pin(_ edge: Topology.Edge) {
    let instance = instances[edge.source]
    let type = plan.topology.vertices[edge.source].outputs[edge.output]
    let owner = owner(edge)
    let port = index(of: edge, among: type)
    if type == .midi, feedback.midi[owner] == nil {
      let output = instance.midiOutputs[port]
      let kept = before.midi[owner] ?? FeedbackLane(capacity: output.capacity)
      feedback.midi[owner] = kept
      pinnedMIDI.append(Schedule.LanePin(output: output, memory: kept.lane))
    } else if type.isEvent, feedback.events[owner] == nil {
      let output = instance.eventOutputs[port]
      let kept = before.events[owner] ?? FeedbackLane(capacity: output.capacity)
      feedback.events[owner] = kept
      pinnedEvents.append(Schedule.LanePin(output: output, memory: kept.lane))
    }
  }

  /// What keeps a feedback wire's samples, messages or events is known by.
  func owner(_ edge: Topology.Edge) -> FeedbackBuffer.Owner {
    FeedbackBuffer.Owner(node: instances[edge.source].number, output: edge.output)
  }

  /// The position of the edge's output among the source's outputs that share its medium.
  func index(of edge: Topology.Edge, among type: PortType) -> Int {
    let outputs = plan.topology.vertices[edge.source].outputs.prefix(edge.output)
    return outputs.count { type == .midi ? $0 == .midi : $0.isEvent }
  }
}
