extension Engine {
  /// Makes the nodes of `patch`, reusing those that can go on as they are.
  func makeInstances(_ patch: Patch) throws(LoadError) -> [NodeInstance] {
    var made: [NodeInstance] = []
    var errors: [GraphError] = []
    for node in patch.nodes {
      if let instance = instances[node.id], instance.canBecome(node) {
        made.append(instance)
        continue
      }
      do {
        made.append(try make(node))
      } catch {
        errors.append(.node(id: node.id, subject: error.subject, message: error.message))
      }
    }
    guard errors.isEmpty else {
      closeUnused()
      throw LoadError(errors)
    }
    return made
  }

  private func make(_ node: PatchNode) throws(NodeError) -> NodeInstance {
    guard let kind = kinds[node.kind] else {
      throw NodeError("unknown kind '\(node.kind)'", subject: "kind")
    }
    let externals = kind.declaration.externals.map { port(node.id + $0.suffix, $0) }
    let instance = try NodeInstance(
      node, kind: kind, number: nextNumber, externals: externals,
      sampleRate: configuration.sampleRate, maximumFrameCount: configuration.maximumFrameCount,
      environment: environment)
    nextNumber += 1
    return instance
  }

  /// The engine's own port `name`, opened if it is not.
  private func port(_ name: String, _ declaration: ExternalPortDeclaration) -> ExternalPort {
    if let port = ports[name], port.declaration == declaration { return port }
    let isMIDIOutput = declaration.medium == .midi && declaration.direction == .output
    let port = ExternalPort(
      name: name, declaration: declaration, handle: provider?.open(name, declaration),
      ledger: isMIDIOutput ? provider?.ledger(for: name) : nil,
      maximumFrameCount: configuration.maximumFrameCount)
    ports[name] = port
    return port
  }

  /// Closes the ports that were opened for a patch that came to nothing.
  private func closeUnused() {
    let used = Set(living.values.flatMap { $0.externals.map(\.name) })
    for (name, port) in ports where !used.contains(name) {
      provider?.close(name, handle: port.slot.pointee.handle)
      ports[name] = nil
    }
  }

  /// The instance whose beats drive musical time: the one the patch names, else the first that has
  /// beats to offer, unless the patch says `internal`.
  func clockInstance(_ patch: Patch, _ made: [NodeInstance]) -> NodeInstance? {
    let candidates = made.filter { instance in
      instance.declaration.outputs.contains { $0.type == .event(.beat) }
    }
    guard let name = patch.clock else { return candidates.first }
    return candidates.first { $0.id == name }
  }
}
