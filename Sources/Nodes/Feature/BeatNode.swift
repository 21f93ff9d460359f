private import Ear
package import Graph

/// Tracks beat, bar and tempo, and announces each beat before it comes.
package struct BeatNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "beat", family: "feature",
    doc: "Tracks beat, bar and tempo, and announces each beat before it comes.",
    inputs: [.audio("in", "The player.")],
    outputs: [.event(.beat, "The beats to come.")])

  private var analysis: AnalysisEnd

  package init(_ context: NodeContext) throws(NodeError) {
    analysis = context.analyse(with: BeatTracker.self)
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    passHints(cycle)
    analysis.send(cycle)
    analysis.receive(cycle, into: cycle.eventOutput(0))
  }

  /// Lets the tracker know of taps and of a tempo that was set.
  @_noLocks
  private func passHints(_ cycle: borrowing Cycle) {
    let signals = cycle.signals
    if signals.contains(.tap) { analysis.hint(Event(.onset, time: cycle.frame)) }
    if signals.contains(.tempo) {
      var hint = Event(.beat, time: cycle.frame)
      hint.values[2] = Float(cycle.transport.tempo)
      analysis.hint(hint)
    }
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(BeatNode.self, in: $0)
}
