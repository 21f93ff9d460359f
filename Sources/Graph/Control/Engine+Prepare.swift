extension Engine {
  /// Checks the names, types and loops of `patch` without changing anything.
  package func check(_ patch: Patch) throws(LoadError) {
    let topology = try resolve(patch)
    do { _ = try Plan(topology) } catch { throw LoadError([error]) }
  }

  /// Makes the nodes that `version` needs beside those that run, so that ``load(_:)`` has little
  /// left to do; the earlier `prepared` state of the same patch, if any, is made use of.
  package func prepare(
    _ version: PatchVersion, from prepared: PreparedPatch? = nil
  ) throws(LoadError) -> PreparedPatch {
    try check(version.patch)
    var made: [String: NodeInstance] = [:]
    var errors: [GraphError] = []
    for node in version.patch.nodes where running(node, version.environment) == nil {
      do {
        let ready = prepared?.instances[node.id]
        let isReady = ready?.canBecome(node, in: version.environment) == true
        made[node.id] = isReady ? ready : try make(node, version)
      } catch {
        errors.append(.node(id: node.id, subject: error.subject, message: error.message))
      }
    }
    guard errors.isEmpty else { throw LoadError(errors) }
    return PreparedPatch(version, made)
  }

  /// The nodes of `version`, in its order: those that can go on, those that are prepared, new ones.
  func makeInstances(
    _ version: PatchVersion, _ prepared: PreparedPatch?
  ) throws(LoadError) -> [NodeInstance] {
    let ready = try prepare(version, from: prepared)
    let made = version.patch.nodes.compactMap {
      running($0, version.environment) ?? ready.instances[$0.id]
    }
    for instance in made { open(instance) }
    return made
  }

  /// The instance that can go on as `node`, if there is one.
  func running(_ node: PatchNode, _ environment: Environment) -> NodeInstance? {
    instances[node.id].flatMap { $0.canBecome(node, in: environment) ? $0 : nil }
  }

  private func make(_ node: PatchNode, _ version: PatchVersion) throws(NodeError) -> NodeInstance {
    guard let kind = kinds[node.kind],
      let declaration = try kinds.declaration(of: node, in: version.patch)
    else { throw NodeError("unknown kind '\(node.kind)'", subject: "kind") }
    let instance = try NodeInstance(
      node, kind: kind, declaration: declaration, number: nextNumber,
      sampleRate: configuration.sampleRate, maximumFrameCount: configuration.maximumFrameCount,
      environment: version.environment)
    nextNumber += 1
    warnings += instance.warnings.map { "node '\(node.id)': \($0)" }
    return instance
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
