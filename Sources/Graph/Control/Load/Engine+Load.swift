extension Engine {
  /// Lets `patch` run: what did not change goes on, the rest is crossfaded.
  ///
  /// On errors, all of which are reported, the graph that runs goes on undisturbed. While an earlier
  /// change still fades, the newest patch waits for its end.
  @discardableResult
  package func load(_ patch: Patch) throws(LoadError) -> LoadSummary {
    try load(PatchVersion(patch, environment: environment, source: source))
  }

  /// Lets `version` run, and everything new in it find its files where that says; sets parameters as soon
  /// as it runs.
  @discardableResult
  package func load(
    _ version: PatchVersion, setting values: [(node: String, parameter: String, value: Float)] = []
  ) throws(LoadError) -> LoadSummary {
    try load(PreparedPatch(version, [:]), setting: values)
  }

  /// Lets a patch run whose nodes are ready, and sets parameters of nodes that go on in the same
  /// cycle; those of other nodes are left out.
  @discardableResult
  package func load(
    _ prepared: PreparedPatch,
    setting values: [(node: String, parameter: String, value: Float)] = []
  ) throws(LoadError) -> LoadSummary {
    let earlier = version.returning(from: prepared.version)
    let before = Edit(version: earlier, parameters: inverse(of: values, in: prepared.version))
    let isFirst = instances.isEmpty
    let present = Set(instances.values.map(\.number))
    let ready = try prepare(prepared.version, from: prepared, rehearses: true)
    try refuseExcess(of: ready)
    let summary = try putOn(ready, setting: values)
    if !isFirst {
      history.remember(before)
      let newcomers = instances.values.filter { !present.contains($0.number) }
      retreat = nil
      if !environment.isOffline { trial = Trial(earlier, newcomers: newcomers) }
    }
    return summary
  }

  /// Lets a patch run without remembering what ran before.
  func apply(
    _ prepared: PreparedPatch, setting values: [(node: String, parameter: String, value: Float)]
  ) throws(LoadError) -> LoadSummary {
    try putOn(
      prepare(prepared.version, from: prepared, rehearses: false), setting: values)
  }

  /// Lets a patch run of which no node is missing.
  private func putOn(
    _ ready: PreparedPatch, setting values: [(node: String, parameter: String, value: Float)]
  ) throws(LoadError) -> LoadSummary {
    let patch = ready.version.patch
    let topology = try resolve(patch)
    let plan: Plan
    do { plan = try Plan(topology) } catch { throw LoadError([error]) }
    let made = instances(of: ready)
    let isFirst = instances.isEmpty
    let summary = summary(ready.version, made, renewed: Set(ready.renewed.keys))
    var settings = changes(ready.version, made)
    adopt(ready.version, made, plan)
    for (id, renewed) in ready.renewed { instances[id]?.take(renewed) }
    for value in values {
      guard let parameter = parameter(value.node, value.parameter) else { continue }
      settings.append((parameter, parameter.allowed(value.value)))
    }
    let next = Scene(patch, made, topology, clock: clockInstance(patch, made))
    if isIdle { begin(next, settings) } else { wait(for: next, settings) }
    announceConnections()
    if isFirst { beginTime(patch) }
    return summary
  }

  private func summary(
    _ version: PatchVersion, _ made: [NodeInstance], renewed: Set<String>
  ) -> LoadSummary {
    let rebuilt = made.filter { instance in
      former(instance.id, version).map { $0 !== instance } ?? false
    }
    return LoadSummary(from: patch, to: version, changed: renewed.union(rebuilt.map(\.id)))
  }

  /// The parameters that `version` gives other values than the patch before, in nodes that go on, and all
  /// that were changed by hand in those that are made anew for want of room for their new name.
  private func changes(
    _ version: PatchVersion, _ made: [NodeInstance]
  ) -> [(parameter: Parameter, value: Float)] {
    let before = Dictionary(
      patch.nodes.map { ($0.id, $0.parameters) }, uniquingKeysWith: { first, _ in first })
    var changes: [(parameter: Parameter, value: Float)] = []
    for (node, instance) in zip(version.patch.nodes, made) {
      guard let former = former(node.id, version) else { continue }
      guard former === instance else {
        if version.renames[node.id] != nil { changes += values(of: former, in: instance) }
        continue
      }
      let earlier = version.formerName(of: node.id).flatMap { before[$0] } ?? [:]
      guard node.parameters != earlier else { continue }
      for parameter in instance.parameters {
        let name = parameter.declaration.name
        guard node.parameters[name] != earlier[name] else { continue }
        changes.append((parameter, node.parameters[name] ?? parameter.declaration.initial))
      }
    }
    return changes
  }

  /// The values that `former` has, for another instance of its kind.
  private func values(
    of former: NodeInstance, in instance: NodeInstance
  ) -> [(parameter: Parameter, value: Float)] {
    former.parameters.compactMap { parameter in
      instance.parameter(parameter.declaration.name).map { ($0, settledValue(of: parameter)) }
    }
  }

  /// Takes note of what was loaded.
  private func adopt(_ version: PatchVersion, _ made: [NodeInstance], _ plan: Plan) {
    patch = version.patch
    ledger.budget = patch.budget
    environment = version.environment
    source = version.source
    self.plan = plan
    patchGeneration += 1
    instances = Dictionary(uniqueKeysWithValues: made.map { ($0.id, $0) })
    for (node, instance) in zip(patch.nodes, made) { instance.settings = node.settings }
    for instance in made { living[instance.number] = instance }
    warnings += workers?.set(jobs) ?? []
  }

  private func beginTime(_ patch: Patch) {
    steer(.beatsPerBar(patch.beatsPerBar))
    steer(.begin(tempo: patch.tempo))
  }
}
