private import Ear
package import Graph

/// Tells the level in each of 24 critical bands.
package struct SpectrumNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "spectrum", family: "feature", doc: "Tells the level in each of 24 critical bands.",
    inputs: [.audio("in", "Any signal.")],
    outputs: [.event(.spectrum, "Levels in dB, lowest band first.")])

  private var analysis: AnalysisEnd

  package init(_ context: NodeContext) throws(NodeError) {
    analysis = context.analyse(SpectrumAnalyser.init(sampleRate:))
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    analysis.pass(cycle)
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(SpectrumNode.self, in: $0)
}
