private import Ear
package import Graph

/// Hears where notes and strokes begin.
package struct OnsetNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "onset", family: "feature", doc: "Hears where notes and strokes begin.",
    inputs: [.audio("in", "The player.")],
    outputs: [
      .event(.onset, "Each stroke as it begins, and once more when it is settled what it was.")
    ])

  private var analysis: AnalysisEnd

  package init(_ context: NodeContext) throws(NodeError) {
    analysis = context.analyse { _ in OnsetListener() }
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    analysis.pass(cycle)
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(OnsetNode.self, in: $0)
}
