private import Ear
package import Graph

/// Tells the pitch of a single note, to the cent.
package struct TunerNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "tuner", family: "feature", doc: "Tells the pitch of a single note, to the cent.",
    inputs: [.audio("in", "One voice.")],
    outputs: [.event(.pitch, "Frequency, nearest MIDI note and cents off, many times a second.")])

  private var analysis: AnalysisEnd

  package init(_ context: NodeContext) throws(NodeError) {
    analysis = context.analyse(PitchTracker.init(sampleRate:))
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    analysis.pass(cycle)
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(TunerNode.self, in: $0)
}
