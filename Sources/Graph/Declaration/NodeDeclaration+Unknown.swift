extension NodeDeclaration {
  /// This declaration with all that `node` and the wires of `patch` take for granted, if it is one
  /// whose ports and parameters are unknown.
  ///
  /// `other` tells what the node at the far end of a wire declares.
  package func completed(
    for node: PatchNode, in patch: Patch, others other: (String) -> NodeDeclaration?
  ) -> NodeDeclaration {
    guard case .unknown = variability else { return self }
    var completed = adding(parameters: node.parameters.keys.sorted())
    for wire in patch.wires {
      if wire.destination.node == node.id {
        let type = other(wire.source.node)?.outputs.first { $0.name == wire.source.port }?.type
        completed = completed.adding(input: wire.destination.port, type ?? .audio)
      }
      if wire.source.node == node.id {
        let port = wire.destination.port
        let type = other(wire.destination.node)?.inputs.first { $0.name == port }?.type
        completed = completed.adding(output: wire.source.port, type ?? .audio)
      }
    }
    return completed
  }

  /// This declaration with an input `name`, if it has none of that name.
  package func adding(input name: String, _ type: PortType) -> NodeDeclaration {
    guard !inputs.contains(where: { $0.name == name }) else { return self }
    return replacing(inputs: inputs + [PortDeclaration(name: name, type: type, doc: Self.unknown)])
  }

  /// This declaration with an output `name`, if it has none of that name.
  package func adding(output name: String, _ type: PortType) -> NodeDeclaration {
    guard !outputs.contains(where: { $0.name == name }) else { return self }
    return replacing(
      outputs: outputs + [PortDeclaration(name: name, type: type, doc: Self.unknown)])
  }

  private func adding(parameters names: [String]) -> NodeDeclaration {
    let missing = names.filter { parameterIndex($0) == nil }
    return replacing(
      parameters: parameters
        + missing.map { name in
          .number(name, -1e9...1e9, default: 0, smoothing: .none, Self.unknown)
        })
  }

  private static var unknown: String { "Taken for granted." }

  private func replacing(
    inputs: [PortDeclaration]? = nil, outputs: [PortDeclaration]? = nil,
    parameters: [ParameterDeclaration]? = nil
  ) -> NodeDeclaration {
    NodeDeclaration(
      kind: kind, family: family, doc: doc, inputs: inputs ?? self.inputs,
      outputs: outputs ?? self.outputs, parameters: parameters ?? self.parameters,
      settings: settings, externals: externals, readings: readings, variability: variability,
      tail: tail)
  }
}
