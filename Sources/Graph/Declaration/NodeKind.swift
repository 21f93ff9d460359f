/// A node kind: its declaration, and how to make one.
package struct NodeKind: Sendable {
  package let declaration: NodeDeclaration
  let make: @Sendable (NodeContext) throws(NodeError) -> NodeCell

  /// Describes the kind `type`.
  package init<N: Node & ~Copyable>(_ type: N.Type) {
    declaration = N.declaration
    make = { (context: NodeContext) throws(NodeError) -> NodeCell in
      let node = try N(context)
      return NodeCell(node)
    }
  }
}
