extension Engine {
  /// Whether the audio thread has taken up everything, and nothing fades.
  var isIdle: Bool {
    guard passages.isEmpty, wanted == nil else { return false }
    let status = status
    return status.generation == generation && status.isFaded
  }

  /// Goes on with a change that is under way, or with the next one.
  func advance() {
    let status = status
    guard status.generation == generation, status.isFaded, hasRoom else { return }
    if !passages.isEmpty {
      swap(passages.removeFirst(), [])
    } else if let next = wanted {
      let settings = wantedSettings
      wanted = nil
      wantedSettings = []
      begin(next, settings)
    } else if let deadline = scene.nextDeadline, deadline <= status.frame {
      change(to: scene.silenced(by: status.frame), [])
    } else if hasNewLatencies {
      begin(unaligned, [])
    }
  }

  /// Keeps `next` until the change that is under way is over.
  func wait(for next: Scene, _ settings: [(parameter: Parameter, value: Float)]) {
    wanted = next
    wantedSettings += settings
  }

  /// Leaves `parameters` out of what the change that waits is to set: they are set anew meanwhile.
  func forgetWanted(_ parameters: [Parameter]) {
    wantedSettings.removeAll { setting in parameters.contains { $0 === setting.parameter } }
  }

  /// Changes over to `next`, and sets `settings` in the same cycle.
  func begin(_ next: Scene, _ settings: [(parameter: Parameter, value: Float)]) {
    guard hasRoom else {
      wait(for: next, settings)
      return
    }
    unaligned = next
    alignedLatencies = next.latencies
    let rate = configuration.sampleRate
    let fadeLength = Int64(self.fadeLength)
    let aligned = aligned(next)
    group(aligned)
    let ringing = aligned.ringing(scene, at: status.frame) { node in
      let tail = min(Double(node.declaration.tail), NodeDeclaration.longestTail)
      return tail > 0 && !node.cost.isBypassed ? Int64((tail * rate).rounded()) + fadeLength : 0
    }
    change(to: ringing, settings)
  }

  /// Fades out what still rings, and returns whether anything did.
  func cutTails() -> Bool {
    guard isIdle, hasRoom, !scene.deadlines.isEmpty else { return false }
    change(to: scene.silenced(by: .max), [])
    return true
  }

  /// Frames over which wires rise and fall.
  private var fadeLength: Int { Int((configuration.fade * configuration.sampleRate).rounded()) }

  /// Whether the audio thread's queue has room for a change and a little more.
  var hasRoom: Bool { shared.commands.count < shared.commands.capacity - 8 }

  private func change(to next: Scene, _ settings: [(parameter: Parameter, value: Float)]) {
    guard !scene.runs(like: next) else {
      if !settings.isEmpty {
        note(settings)
        _ = submit(SetParameters(settings))
      }
      return
    }
    var change = GraphChange(from: scene, to: next).passages.compactMap { schedule($0, next) }
    guard !change.isEmpty else { return }
    scene = next
    swap(change.removeFirst(), settings)
    passages = change
  }

  private func schedule(
    _ passage: GraphChange.Passage, _ next: Scene
  ) -> UnsafeMutablePointer<Schedule>? {
    let isShared = crew != nil
    let plan = try? Plan(
      passage.topology, isShared: isShared, sharing: isShared ? sharing(passage.instances) : [],
      reserved: isShared ? outward(passage.instances) : [])
    guard let plan else { return nil }
    let builder = ScheduleBuilder(
      plan, instances: passage.instances, maximumFrameCount: configuration.maximumFrameCount,
      feedback: feedback)
    feedback = builder.feedback
    return builder.build(
      clock: next.clock, fadeLength: passage.isFading ? fadeLength : 0, ledger: ledger,
      shed: next.shed, budget: next.budget)
  }

  /// The positions of those that use the same port of the engine, as a node and its successor do.
  private func sharing(_ instances: [NodeInstance]) -> [[Int]] {
    var users: [String: [Int]] = [:]
    for (index, instance) in instances.enumerated() {
      for name in Set(instance.externals.map(\.name)) { users[name, default: []].append(index) }
    }
    return users.values.filter { $0.count > 1 }
  }

  /// The positions of those that use the back end's buffers, which nobody may touch once a cycle is over.
  private func outward(_ instances: [NodeInstance]) -> Set<Int> {
    Set(instances.indices.filter { !instances[$0].externals.isEmpty })
  }

  private func swap(
    _ schedule: UnsafeMutablePointer<Schedule>,
    _ settings: [(parameter: Parameter, value: Float)]
  ) {
    generation += 1
    note(settings)
    timetable = schedule.pointee.timetableNumber
    _ = submit(SwapSchedule(schedule, SetParameters(settings)))
  }

  /// Remembers what is about to be set.
  private func note(_ settings: [(parameter: Parameter, value: Float)]) {
    if shared.commands.count == 0 { underWay = [] }
    underWay += settings
  }

  /// The value of `parameter` once everything is set that is on its way.
  func settledValue(of parameter: Parameter) -> Float {
    let coming = (shared.commands.count == 0 ? [] : underWay) + wantedSettings
    return coming.last { $0.parameter === parameter }?.value ?? parameter.value
  }

  /// Lets go of instances and ports that the audio thread no longer refers to.
  func reap() {
    guard isIdle else { return }
    ledger.forgetTimetables(before: timetable)
    let used = scene.numbers
    ledger.learn(living.values.lazy.map(\.cost))
    let gone = living.filter { !used.contains($0.key) }
    for number in gone.keys { living[number] = nil }
    if !gone.isEmpty { discard(DiscardedNodes(Array(gone.values))) }
    assemble()
    dissolved = []
    closePorts()
  }

  /// What the nodes leave to the workers, in a fixed order.
  var jobs: [any Job] {
    let nodes = living.values.sorted { $0.number < $1.number }
    return groups(of: nodes).map { $0 as any Job } + nodes.flatMap(\.jobs)
  }
}
