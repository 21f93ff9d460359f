extension Engine {
  /// Turns the names of `patch` into a topology, collecting all errors.
  func resolve(_ patch: Patch) throws(LoadError) -> Topology {
    let topology = try Topology(patch, kinds: kinds)
    let declarations = Dictionary(
      patch.nodes.map { ($0.id, try? kinds.declaration(of: $0, in: patch)) },
      uniquingKeysWith: { first, _ in first }
    ).compactMapValues(\.self)
    let paths = SoundPaths(patch, declarations)
    let errors = patch.shed.lazy.compactMap { id in
      declarations[id] == nil
        ? GraphError.unknownShed(id)
        : patch.shedObstacle(of: id, declarations, paths).map { .cannotShed(id, $0) }
    }
    let error = LoadError(errors)
    guard error.errors.isEmpty else { throw error }
    return topology
  }
}

extension Topology {
  /// Resolves the names of `patch` against the declarations of `kinds`, collecting all errors.
  package init(_ patch: Patch, kinds: NodeKinds) throws(LoadError) {
    var errors: [GraphError] = []
    var indices: [String: Int] = [:]
    var declarations: [NodeDeclaration] = []
    var vertices: [Vertex] = []
    for (index, node) in patch.nodes.enumerated() {
      if indices.updateValue(index, forKey: node.id) != nil {
        errors.append(.duplicateNode(node.id))
      }
      var declaration: NodeDeclaration?
      do throws(NodeError) {
        declaration = try kinds.declaration(of: node, in: patch)
        if declaration == nil { errors.append(.unknownKind(node: node.id, kind: node.kind)) }
      } catch {
        errors.append(.node(id: node.id, subject: error.subject, message: error.message))
      }
      declarations.append(declaration ?? NodeDeclaration(kind: node.kind, family: "", doc: ""))
      vertices.append(
        Vertex(
          id: node.id, inputs: declarations[index].inputs.map(\.type),
          outputs: declarations[index].outputs.map(\.type)))
    }
    guard errors.isEmpty else { throw LoadError(errors) }
    var edges: [Edge] = []
    for (number, wire) in patch.wires.enumerated() {
      do {
        edges.append(try Edge(wire, number: number, indices: indices, declarations: declarations))
      } catch {
        errors.append(error)
      }
    }
    if let clock = patch.clock, clock != "internal" {
      let hasBeats = indices[clock].map { index in
        declarations[index].outputs.contains { $0.type == .event(.beat) }
      }
      if hasBeats != true { errors.append(.unknownClock(clock)) }
    }
    guard errors.isEmpty else { throw LoadError(errors) }
    self.init(vertices: vertices, edges: edges)
  }
}

extension Topology.Edge {
  fileprivate init(
    _ wire: Wire, number: Int, indices: [String: Int], declarations: [NodeDeclaration]
  ) throws(GraphError) {
    guard let source = indices[wire.source.node] else {
      throw .unknownNode(wire: number, node: wire.source.node)
    }
    guard let destination = indices[wire.destination.node] else {
      throw .unknownNode(wire: number, node: wire.destination.node)
    }
    let outputs = declarations[source].outputs
    let inputs = declarations[destination].inputs
    guard let output = outputs.firstIndex(where: { $0.name == wire.source.port }) else {
      throw .unknownPort(wire: number, node: wire.source.node, port: wire.source.port)
    }
    guard let input = inputs.firstIndex(where: { $0.name == wire.destination.port }) else {
      throw .unknownPort(wire: number, node: wire.destination.node, port: wire.destination.port)
    }
    guard outputs[output].type == inputs[input].type else {
      throw .typeMismatch(
        wire: number, source: outputs[output].type, destination: inputs[input].type)
    }
    self.init(
      source: source, output: output, destination: destination, input: input,
      isFeedback: wire.isFeedback)
  }
}
