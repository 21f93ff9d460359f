private import Ear
package import Graph

/// Measures loudness as EBU R 128 does.
package struct LoudnessNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "loudness", family: "feature",
    doc: "Measures loudness as EBU R 128 does: momentary, short-term and integrated.",
    inputs: [.audio("in", "One channel; the same on both sides of a pair is 3 LU louder.")],
    outputs: [.event(.loudness, "Loudness in LUFS, ten times a second.")])

  private var analysis: AnalysisEnd

  package init(_ context: NodeContext) throws(NodeError) {
    analysis = context.analyse { LoudnessMeter(sampleRate: $0) }
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    analysis.pass(cycle)
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(LoudnessNode.self, in: $0)
}
