extension Engine {
  /// Checks the names, types and loops of `patch` without changing anything.
  package func check(_ patch: Patch) throws(LoadError) {
    let topology = try resolve(patch)
    do { _ = try Plan(topology) } catch { throw LoadError([error]) }
  }

  /// Makes the nodes that `version` needs beside those that run, so that ``load(_:)`` has little
  /// left to do; the earlier `prepared` state of the same patch, if any, is made use of.
  ///
  /// If it `rehearses`, nodes are tried to find out what they take.
  package func prepare(
    _ version: PatchVersion, from prepared: PreparedPatch? = nil, rehearses: Bool
  ) throws(LoadError) -> PreparedPatch {
    let made = try construction(of: version, from: prepared, rehearses: rehearses).build()
    warnings += made.warnings
    return made
  }

  /// Checks `version` and says what has to be made before it can run, which any thread may do.
  ///
  /// If it `rehearses`, nodes are tried when they are made; not so the nodes of the first patch, which
  /// runs whatever it takes, nor any where nothing has a deadline. What is made in place of nodes of this
  /// engine, or of the one that it is to come `after`, begins with what those leave.
  package func construction(
    of version: PatchVersion, from prepared: PreparedPatch? = nil, after engine: Engine? = nil,
    rehearses: Bool
  ) throws(LoadError) -> Construction {
    try check(version.patch)
    var ready: [String: NodeInstance] = [:]
    var missing: [PatchNode] = []
    var renewed: [String: Renewed] = [:]
    var stale: [Outdated] = []
    let environment = version.environment
    for node in version.patch.nodes {
      if let instance = running(node, version) {
        guard let outdated = instance.outdated(as: node, in: environment) else { continue }
        let read = prepared?.renewed[node.id].flatMap {
          $0.fits(outdated, in: environment) ? $0 : nil
        }
        if let read { renewed[node.id] = read } else { stale.append(outdated) }
      } else if let made = prepared?.instances[node.id], made.canBecome(node, in: environment),
        made.outdated(as: node, in: environment) == nil
      {
        ready[node.id] = made
      } else {
        missing.append(node)
      }
    }
    let number = nextNumber
    nextNumber += UInt32(missing.count)
    let earlier = (engine ?? self).instances
    return Construction(
      PreparedPatch(version, ready, renewed: renewed), missing: missing, outdated: stale,
      firstNumber: number,
      predecessors: Predecessors(
        missing.compactMap { version.formerName(of: $0.id).flatMap { earlier[$0] } }),
      kinds: kinds, configuration, usualFrameCount: usualFrameCount,
      rehearses: rehearses && !self.environment.isOffline && !instances.isEmpty)
  }

  /// The nodes of a patch that is `ready`, in its order: those that can go on, under the names that they
  /// have now, and those that were made.
  func instances(of ready: PreparedPatch) -> [NodeInstance] {
    let nodes = ready.version.patch.nodes
    let made = nodes.compactMap { running($0, ready.version) ?? ready.instances[$0.id] }
    for (node, instance) in zip(nodes, made) where instance.id != node.id {
      rename(instance, to: node.id)
    }
    for instance in made { open(instance) }
    return made
  }

  /// The instance that can go on as `node` of `version`, if there is one.
  func running(_ node: PatchNode, _ version: PatchVersion) -> NodeInstance? {
    guard let instance = former(node.id, version),
      instance.canBecome(node, in: version.environment),
      instance.id == node.id || hasRoom(for: instance, as: node.id)
    else { return nil }
    return instance
  }

  /// The instance that has been the node `id` of `version` so far.
  func former(_ id: String, _ version: PatchVersion) -> NodeInstance? {
    version.formerName(of: id).flatMap { instances[$0] }
  }

  /// Whether none of the nodes was made for cycles that are usually of another length than `frameCount`.
  package func isMade(for frameCount: Int) -> Bool {
    instances.values.allSatisfy { $0.usualFrameCount ?? frameCount == frameCount }
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
