/// Stands in for a node behind `any Node`: behind a class, which Embedded Swift can call by a table.
struct NodeCell: ~Copyable {
  private let shell: NodeShell

  init<N: Node & ~Copyable>(_ node: consuming N) { shell = NodeHolder(node) }

  @_semantics("no_performance_analysis")
  mutating func process(_ cycle: borrowing Cycle) { shell.process(cycle) }
}

private class NodeShell {
  func process(_ cycle: borrowing Cycle) {}
}

private final class NodeHolder<N: Node & ~Copyable>: NodeShell {
  private var node: N

  init(_ node: consuming N) { self.node = node }

  override func process(_ cycle: borrowing Cycle) { node.process(cycle) }
}
