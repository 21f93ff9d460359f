/// A node behind one pointer, whatever its type.
package struct NodeCell: ~Copyable {
  private var node: any Node & ~Copyable

  package init(_ node: consuming any Node & ~Copyable) { self.node = node }

  /// Runs the node, whose own `@_noLocks` covers what this dynamic call hides from the check.
  @_semantics("no_performance_analysis")
  package mutating func process(_ cycle: borrowing Cycle) { node.process(cycle) }
}
