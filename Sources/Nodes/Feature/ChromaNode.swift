private import Ear
package import Graph

/// Tells how strong each of the twelve pitch classes is.
package struct ChromaNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "chroma", family: "feature", doc: "Tells how strong each of the twelve pitch classes is.",
    inputs: [.audio("in", "The player.")],
    outputs: [.event(.chroma, "Twelve strengths, and the tuning in cents.")])

  private var analysis: AnalysisEnd

  package init(_ context: NodeContext) throws(NodeError) {
    analysis = context.analyse { _ in ChromaAnalyser() }
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    analysis.pass(cycle)
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(ChromaNode.self, in: $0)
}
