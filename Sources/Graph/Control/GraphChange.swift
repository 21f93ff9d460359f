/// The way from one graph to the next: both at once, with the wires between them fading.
struct GraphChange {
  /// The nodes of the new graph, in the order of its patch.
  let entering: [NodeInstance]

  /// Those and the ones that leave, in the order of ``topology``.
  let instances: [NodeInstance]
  let topology: Topology

  /// Whether there is anything to fade.
  let isGradual: Bool

  /// Joins the graph of `old` with that of `new`, whose own topology is `topology`.
  init(
    from old: Patch, _ running: [String: NodeInstance], to new: Patch, _ made: [NodeInstance],
    _ topology: Topology
  ) {
    let kept = Set(made.map(\.number))
    let leaving = old.nodes.compactMap { running[$0.id] }.filter { !kept.contains($0.number) }
    let runningNumbers = Set(running.values.map(\.number))
    entering = made
    instances = made + leaving
    isGradual = !running.isEmpty
    let join = Join(
      kept: kept.intersection(runningNumbers), instances: made + leaving, old: old,
      running: running)
    self.topology = Topology(
      vertices: topology.vertices
        + leaving.map { instance in
          Topology.Vertex(
            id: "-" + instance.id, inputs: instance.declaration.inputs.map(\.type),
            outputs: instance.declaration.outputs.map(\.type))
        },
      edges: join.newEdges(topology.edges) + join.oldEdges(absentFrom: topology.edges))
  }
}

/// Decides which wires fade.
///
/// A wire fades only where it meets something that goes on: a node of both graphs, or the world
/// outside. Within what comes or goes it is steady, or the two fades would multiply.
private struct Join {
  let kept: Set<UInt32>
  let instances: [NodeInstance]
  let old: Patch
  let running: [String: NodeInstance]

  private func meetsListener(_ instance: NodeInstance) -> Bool {
    kept.contains(instance.number) || !instance.externals.isEmpty
  }

  func newEdges(_ edges: [Topology.Edge]) -> [Topology.Edge] {
    let before = Set(oldWires().map(\.key))
    return edges.map { edge in
      let isNew = !before.contains(key(edge))
      let fades = isNew && meetsListener(instances[edge.destination])
      return Topology.Edge(
        source: edge.source, output: edge.output, destination: edge.destination, input: edge.input,
        isFeedback: edge.isFeedback, fade: fades ? .rising : .steady)
    }
  }

  func oldEdges(absentFrom edges: [Topology.Edge]) -> [Topology.Edge] {
    let now = Set(edges.map { key($0) })
    return oldWires().filter { !now.contains($0.key) }.map { wire in
      let edge = wire.edge
      return Topology.Edge(
        source: edge.source, output: edge.output, destination: edge.destination, input: edge.input,
        isFeedback: edge.isFeedback,
        fade: meetsListener(instances[edge.destination]) ? .falling : .steady)
    }
  }

  /// The old graph's wires, between the joined graph's vertices.
  private func oldWires() -> [(key: [Int], edge: Topology.Edge)] {
    var positions: [UInt32: Int] = [:]
    for (index, instance) in instances.enumerated() { positions[instance.number] = index }
    return old.wires.compactMap { wire in
      guard let from = running[wire.source.node], let to = running[wire.destination.node],
        let source = positions[from.number], let destination = positions[to.number],
        let output = from.declaration.outputs.firstIndex(where: { $0.name == wire.source.port }),
        let input = to.declaration.inputs.firstIndex(where: { $0.name == wire.destination.port })
      else { return nil }
      let edge = Topology.Edge(
        source: source, output: output, destination: destination, input: input,
        isFeedback: wire.isFeedback)
      return (key(edge), edge)
    }
  }

  private func key(_ edge: Topology.Edge) -> [Int] {
    [edge.source, edge.output, edge.destination, edge.input, edge.isFeedback ? 1 : 0]
  }
}
