/// Nodes that others are about to be made in place of.
///
/// Unchecked because nothing of a node is touched but its keepers, which any thread may call.
final class Predecessors: @unchecked Sendable {
  private let nodes: [NodeInstance]

  init(_ nodes: [NodeInstance]) { self.nodes = nodes.filter { !$0.keepers.isEmpty } }

  /// Lets them leave what those that follow begin with.
  func keep() {
    for node in nodes {
      for keeper in node.keepers { keeper.keep() }
    }
  }
}
