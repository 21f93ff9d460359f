private import CRealtime

/// The node kinds that patches can use.
package struct NodeKinds: Sendable {
  private let kinds: [String: NodeKind]

  package init(_ kinds: [NodeKind]) {
    self.kinds = Dictionary(
      kinds.map { ($0.declaration.kind, $0) },
      uniquingKeysWith: { first, _ in
        preconditionFailure("Two node kinds are named '\(first.declaration.kind)'.")
      })
  }

  /// Every kind whose file is linked into this program.
  ///
  /// Each node's file leaves a function in a section of the binary, and the linker gathers them:
  /// no list has to be kept.
  package static let linked: NodeKinds = {
    let registry = NodeRegistry()
    let pointer = Unmanaged.passUnretained(registry).toOpaque()
    for index in 0..<registration_count() { registration_run(index, pointer) }
    return NodeKinds(registry.kinds)
  }()

  /// The kind that patches call `name`; `nil` where no node file declares it.
  package subscript(name: String) -> NodeKind? { kinds[name] }

  /// What `node` of `patch` declares, or `nil` where its kind is unknown.
  package func declaration(
    of node: PatchNode, in patch: Patch
  ) throws(NodeError) -> NodeDeclaration? {
    guard let declaration = try kinds[node.kind]?.declaration(for: node.settings) else {
      return nil
    }
    return declaration.completed(for: node, in: patch) { id in
      patch[id: id].flatMap { try? kinds[$0.kind]?.declaration(for: $0.settings) }
    }
  }

  /// The names of all kinds, sorted.
  package var names: [String] { kinds.keys.sorted() }

  /// All declarations, by family and then by name.
  package var declarations: [NodeDeclaration] {
    kinds.values.map(\.declaration).sorted { ($0.family, $0.kind) < ($1.family, $1.kind) }
  }
}

/// Where registrations leave their kinds.
final class NodeRegistry {
  var kinds: [NodeKind] = []
}

/// Adds `type` to the registry behind `pointer`; node files call it from their registration.
package func register<N: Node & ~Copyable>(_ type: N.Type, in pointer: UnsafeMutableRawPointer) {
  Unmanaged<NodeRegistry>.fromOpaque(pointer).takeUnretainedValue().kinds.append(NodeKind(type))
}
