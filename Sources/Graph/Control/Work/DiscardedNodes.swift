/// Nodes that nothing refers to any more: letting go of them may take a while, since files are written
/// and plugins and soundfonts closed.
///
/// Unchecked because nobody else knows them.
package final class DiscardedNodes: @unchecked Sendable {
  private let nodes: [NodeInstance]

  init(_ nodes: [NodeInstance]) { self.nodes = nodes }
}
