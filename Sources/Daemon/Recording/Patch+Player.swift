import Graph

extension Patch {
  /// Whether the sound of a capture node reaches one that plays it to the world.
  func letsPlayerThrough(_ kinds: NodeKinds) -> Bool {
    var reached = Set(nodes.filter { opens($0, .input, kinds) }.map(\.id))
    let sound = wires.filter { isSound($0, kinds) }
    var count = 0
    while count != reached.count {
      count = reached.count
      for wire in sound where reached.contains(wire.source.node) {
        reached.insert(wire.destination.node)
      }
    }
    return nodes.contains { reached.contains($0.id) && opens($0, .output, kinds) }
  }

  private func opens(
    _ node: PatchNode, _ direction: ExternalPortDeclaration.Direction, _ kinds: NodeKinds
  ) -> Bool {
    kinds[node.kind]?.declaration.externals.contains {
      $0.direction == direction && $0.medium == .audio
    } == true
  }

  private func isSound(_ wire: Wire, _ kinds: NodeKinds) -> Bool {
    let outputs = self[id: wire.source.node].flatMap {
      (try? kinds.declaration(of: $0, in: self))?.outputs
    }
    return outputs?.contains { $0.name == wire.source.port && $0.type == .audio } == true
  }
}
