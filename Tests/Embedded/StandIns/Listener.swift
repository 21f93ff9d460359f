/// Stands in for every node of the ear: the same `process`, and nobody at the other end.
struct Listener: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "listener", family: "feature", doc: "The audio thread's half of an ear.",
    inputs: [.audio("in", "Any signal.")], outputs: [.event(.onset, "Nothing.")])

  private let link = AnalysisLink(sampleRate: 48_000)
  private let source = AnalysisSource(sampleRate: 48_000)
  private var analysis: AnalysisEnd

  init(_ context: NodeContext) throws(NodeError) {
    link.attach(to: source)
    analysis = AnalysisEnd(link)
    var event = Event(.onset, time: 100)
    event.values[0] = 0.5
    _ = link.releases.push(AnalysisLink.Release(event, at: 700))
  }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    analysis.send(cycle)
    analysis.receive(cycle, into: cycle.eventOutput(0))
  }
}
