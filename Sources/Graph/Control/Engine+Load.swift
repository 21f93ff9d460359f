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
    let there = values.filter { parameter($0.node, $0.parameter) != nil }
    let before = Edit(version: version, parameters: inverse(of: there)?.parameters ?? [])
    let isFirst = instances.isEmpty
    let earlier = version
    let present = Set(instances.values.map(\.number))
    let ready = try prepare(prepared.version, from: prepared, rehearses: true)
    try refuseExcess(of: ready)
    let summary = try putOn(ready, setting: values)
    if !isFirst {
      remember(before)
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
    let summary = summary(patch, made, renewed: Set(ready.renewed.keys))
    var settings = changes(patch, made)
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

  /// What was loaded last.
  package var version: PatchVersion {
    PatchVersion(patch, environment: environment, source: source)
  }

  /// What was loaded last, with the parameters as they are now.
  package var livePatch: Patch {
    var live = patch
    let values = Dictionary(grouping: liveValues, by: \.node)
    for index in live.nodes.indices {
      for (_, parameter, value) in values[live.nodes[index].id] ?? [] {
        live.nodes[index].parameters[parameter] = value
      }
    }
    return live
  }

  /// The parameters that are not as the patch has them, as they are now.
  package var liveValues: [(node: String, parameter: String, value: Float)] {
    patch.nodes.flatMap { node in
      (instances[node.id]?.parameters ?? []).compactMap { parameter in
        let name = parameter.declaration.name
        let value = settledValue(of: parameter)
        let written = node.parameters[name] ?? parameter.declaration.initial
        return value == written ? nil : (node.id, name, value)
      }
    }
  }

  private func summary(
    _ patch: Patch, _ made: [NodeInstance], renewed: Set<String>
  ) -> LoadSummary {
    let rebuilt = made.filter { instances[$0.id] != nil && instances[$0.id] !== $0 }
    return LoadSummary(from: self.patch, to: patch, changed: renewed.union(rebuilt.map(\.id)))
  }

  /// The parameters that `patch` gives other values than the one before, in nodes that go on.
  private func changes(
    _ patch: Patch, _ made: [NodeInstance]
  ) -> [(parameter: Parameter, value: Float)] {
    let before = Dictionary(
      self.patch.nodes.map { ($0.id, $0.parameters) }, uniquingKeysWith: { first, _ in first })
    var changes: [(parameter: Parameter, value: Float)] = []
    for (node, instance) in zip(patch.nodes, made) where instances[node.id] === instance {
      let earlier = before[node.id] ?? [:]
      guard node.parameters != earlier else { continue }
      for parameter in instance.parameters {
        let name = parameter.declaration.name
        guard node.parameters[name] != earlier[name] else { continue }
        changes.append((parameter, node.parameters[name] ?? parameter.declaration.initial))
      }
    }
    return changes
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
    workers?.set(jobs)
  }

  private func beginTime(_ patch: Patch) {
    steer(.beatsPerBar(patch.beatsPerBar))
    steer(.begin(tempo: patch.tempo))
  }
}
