extension Engine {
  /// Checks the names, types and loops of `patch` without changing anything.
  package func check(_ patch: Patch) throws(LoadError) {
    let topology = try resolve(patch)
    do { _ = try Plan(topology) } catch { throw LoadError([error]) }
  }

  /// Lets `patch` run: what did not change goes on, the rest is crossfaded.
  ///
  /// On errors, all of which are reported, the graph that runs goes on undisturbed. While an earlier
  /// change still fades, the newest patch waits for its end.
  package func load(_ patch: Patch) throws(LoadError) {
    let inverse = Edit.patch(self.patch)
    let isFirst = instances.isEmpty
    try apply(patch)
    if !isFirst { remember(inverse) }
  }

  /// Lets `patch` run without remembering what ran before.
  func apply(_ patch: Patch) throws(LoadError) {
    let topology = try resolve(patch)
    let plan: Plan
    do { plan = try Plan(topology) } catch { throw LoadError([error]) }
    guard settled == nil else {
      waiting = patch
      return
    }
    let made = try makeInstances(patch)
    let change = GraphChange(from: self.patch, instances, to: patch, made, topology)
    let isFirst = instances.isEmpty
    submit(change, plan: plan, clock: clockInstance(patch, made))
    update(patch, made, plan)
    if isFirst { beginTime(patch) }
  }

  /// Submits the schedule that carries the change out, and prepares the one that follows it.
  private func submit(_ change: GraphChange, plan: Plan, clock: NodeInstance?) {
    let transition = change.isGradual ? try? Plan(change.topology) : nil
    if change.isGradual, transition == nil { panic() }
    let final = schedule(plan, change.entering, clock: clock, fadeLength: 0)
    if let transition {
      let length = Int(configuration.fade * configuration.sampleRate)
      swap(schedule(transition, change.instances, clock: clock, fadeLength: length))
      settled = final
    } else {
      swap(final)
    }
  }

  private func schedule(
    _ plan: Plan, _ instances: [NodeInstance], clock: NodeInstance?, fadeLength: Int
  ) -> UnsafeMutablePointer<Schedule> {
    let builder = ScheduleBuilder(
      plan, instances: instances, maximumFrameCount: configuration.maximumFrameCount)
    return builder.build(clock: clock, fadeLength: fadeLength, ledger: ledger)
  }

  private func swap(_ schedule: UnsafeMutablePointer<Schedule>) {
    generation += 1
    timetable = schedule.pointee.timetableNumber
    _ = submit(SwapSchedule(schedule))
  }

  /// Takes note of what runs now, and sets the parameters that the patch changed.
  private func update(_ patch: Patch, _ made: [NodeInstance], _ plan: Plan) {
    for (node, instance) in zip(patch.nodes, made) where instances[node.id] === instance {
      let before = self.patch[id: node.id]?.parameters ?? [:]
      for parameter in instance.parameters {
        let name = parameter.declaration.name
        guard node.parameters[name] != before[name] else { continue }
        parameter.set(node.parameters[name] ?? parameter.declaration.initial)
      }
      instance.settings = node.settings
    }
    self.patch = patch
    self.plan = plan
    instances = Dictionary(uniqueKeysWithValues: made.map { ($0.id, $0) })
    for instance in made { living[instance.number] = instance }
    workers?.set(living.values.sorted { $0.number < $1.number }.flatMap(\.jobs))
    announceConnections()
  }

  private func beginTime(_ patch: Patch) {
    steer(.tempo(patch.tempo))
    steer(.beatsPerBar(patch.beatsPerBar))
    steer(.begin)
  }

  /// Moves on to the settled schedule once the crossfade is over, then to a patch that waits.
  func settle() {
    guard let final = settled else { return }
    let status = status
    guard status.generation == generation, status.isFaded else { return }
    settled = nil
    swap(final)
    guard let next = waiting else { return }
    waiting = nil
    // It was checked when it came; only a file that has gone since could make it fail now.
    try? apply(next)
  }

  /// Lets go of instances and ports that the audio thread no longer refers to.
  func reap() {
    guard settled == nil, status.generation == generation else { return }
    ledger.forgetTimetables(before: timetable)
    living = living.filter { instances[$0.value.id] === $0.value }
    workers?.set(living.values.sorted { $0.number < $1.number }.flatMap(\.jobs))
    let used = Set(instances.values.flatMap { $0.externals.map(\.name) })
    for (name, port) in ports where !used.contains(name) {
      provider?.close(name, handle: port.slot.pointee.handle)
      ports[name] = nil
    }
  }
}
