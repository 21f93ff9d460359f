/// A node kind: its declaration, and how to make one.
package struct NodeKind: Sendable {
  /// What holds for every node of the kind.
  package let declaration: NodeDeclaration

  private let resolve: @Sendable ([String: SettingValue]) throws(NodeError) -> NodeDeclaration
  let make: @Sendable (NodeContext) throws(NodeError) -> NodeCell

  /// Describes the kind `type`.
  package init<N: Node & ~Copyable>(_ type: N.Type) {
    declaration = N.declaration
    resolve = { (settings: [String: SettingValue]) throws(NodeError) -> NodeDeclaration in
      try N.declaration(for: settings)
    }
    make = { (context: NodeContext) throws(NodeError) -> NodeCell in
      let node = try N(context)
      return NodeCell(node)
    }
  }

  /// The declaration of the node that `settings` would make.
  package func declaration(
    for settings: [String: SettingValue]
  ) throws(NodeError) -> NodeDeclaration {
    declaration.variability == .fixed ? declaration : try resolve(settings)
  }
}
