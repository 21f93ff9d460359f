private import Ear
package import Graph

/// Finds the key of what is played.
package struct KeyNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "key", family: "feature", doc: "Finds the key of what is played.",
    inputs: [.audio("in", "The player.")],
    outputs: [.event(.key, "The key, whenever it changes.")])

  private var analysis: AnalysisEnd

  package init(_ context: NodeContext) throws(NodeError) {
    analysis = context.analyse { _ in KeyFinder() }
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    analysis.pass(cycle)
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(KeyNode.self, in: $0)
}
