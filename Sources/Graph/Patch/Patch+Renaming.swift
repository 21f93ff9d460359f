extension Patch {
  /// This patch with other names for its nodes, by the names that they have.
  package func renaming(_ names: [String: String]) -> Patch {
    let name = { (id: String) in names[id] ?? id }
    var patch = self
    for index in patch.nodes.indices { patch.nodes[index].id = name(patch.nodes[index].id) }
    for index in patch.wires.indices {
      patch.wires[index].source.node = name(patch.wires[index].source.node)
      patch.wires[index].destination.node = name(patch.wires[index].destination.node)
    }
    patch.shed = patch.shed.map(name)
    patch.clock = patch.clock.map(name)
    for index in patch.midiMap.indices {
      guard let (node, parameter) = patch.midiMap[index].parameter else { continue }
      patch.midiMap[index].target = "/node/\(name(node))/\(parameter)"
    }
    return patch
  }
}
