/// The engine as the control thread sees it: loads patches, sets parameters, steers time, listens.
///
/// All methods belong to one thread; the back end drives ``executor`` from another.
package final class Engine {
  package let configuration: EngineConfiguration

  /// What nodes that are made from now on find around them; a patch from another folder changes it.
  package var environment: Environment
  package let kinds: NodeKinds
  package let shared = ExecutorShared()

  /// What every node costs.
  package let ledger: CostLedger

  /// The threads that share the audio thread's work; `nil` where it works alone.
  package let crew: Crew?

  /// The audio thread's part.
  package let executor: UnsafeMutablePointer<Executor>

  /// What was loaded last.
  package internal(set) var patch = Patch()

  /// The file it was read from, or whatever the control side calls it.
  package internal(set) var source = ""

  /// Counts what was loaded, taken back and made again.
  package internal(set) var patchGeneration = 0

  /// The nodes of ``patch``, by id.
  package internal(set) var instances: [String: NodeInstance] = [:]

  /// The length that most cycles will have, in frames; nodes that are made from now on are told, and
  /// rehearsed at it.
  ///
  /// It is at most the configuration's longest, past which the memory of nodes does not reach.
  package var usualFrameCount: Int {
    didSet { usualFrameCount = min(usualFrameCount, configuration.maximumFrameCount) }
  }

  /// Gets the nodes that the audio thread no longer refers to, to let go of them wherever it likes.
  package var discard: (DiscardedNodes) -> Void = { _ in }

  let provider: (any PortProvider)?
  let workers: Workers?

  /// Whether those that analyse and compose have real-time priority.
  package private(set) var hasPunctualWorkers = false
  var ports: [String: ExternalPort] = [:]

  /// Ports whose names others have now, until nothing uses them any more.
  var retired: [ExternalPort] = []

  /// All instances that the audio thread may still refer to, by number.
  var living: [UInt32: NodeInstance] = [:]
  var nextNumber: UInt32 = 1

  /// The plan of what was loaded last, without what is on its way out.
  package internal(set) var plan: Plan?

  /// What the audio thread runs, or is on its way to.
  var scene = Scene.empty

  /// What is to run beside what rings out, without the delays that make up for latencies.
  var unaligned = Scene.empty

  /// What the nodes of ``unaligned`` said of themselves when delays were made for them.
  var alignedLatencies: [Int] = []

  /// What holds wires back now.
  var delays: [Delay: NodeInstance] = [:]

  /// What the feedback wires of the newest schedule read.
  var feedback = Feedback()

  /// What is to run next, one after the other, each once the one before has faded.
  var passages: [UnsafeMutablePointer<Schedule>] = []

  /// What came in while an earlier change was under way, with the parameters to set with it.
  var wanted: Scene?
  var wantedSettings: [(parameter: Parameter, value: Float)] = []

  /// Parameters that the audio thread was told to set, and may not have set yet.
  var underWay: [(parameter: Parameter, value: Float)] = []

  /// How many schedules were submitted.
  var generation = 0

  /// The timetable of the schedule submitted last.
  var timetable = 0

  /// Groups that nobody is in any more, which the audio thread may still hand samples to.
  var dissolved: [any AnalysisGroup] = []

  /// What was loaded last, until it has proved that there is time for it; and what was found too much.
  var trial: Trial?
  var rollbacks: [Rollback] = []

  /// The patch on trial that is to be taken back, until it is.
  package internal(set) var retreat: Retreat?

  /// Whether whoever polls looks at ``retreat``, makes the nodes that it takes ready and calls
  /// ``performRetreat(with:)``; otherwise that is done at once.
  package var announcesRetreats = false

  /// How to take back what was done.
  var history = EditHistory()

  /// What analysers have missed, of nodes that are gone, too.
  package internal(set) var loss = AnalysisLoss()

  /// Cycles given up that were told of.
  var forsakenCount = 0

  /// What to tell the user of nodes that were made, but not as they were meant.
  var warnings: [String] = []

  /// Creates an engine that plays an empty patch; `provider` opens its ports, if there is one.
  package init(
    _ configuration: EngineConfiguration, kinds: NodeKinds, provider: (any PortProvider)?
  ) {
    self.configuration = configuration
    environment = configuration.environment
    usualFrameCount = min(256, configuration.maximumFrameCount)
    self.kinds = kinds
    self.provider = provider
    let clock = configuration.environment.clock ?? .shared
    let wanted = configuration.helperCount
    let crew = wanted > 0 ? Crew(wanted: wanted) : nil
    let helperCount = crew?.helperCount ?? 0
    if helperCount < wanted {
      warnings.append(
        "the system gives no more threads; \(helperCount) of \(wanted) help the audio thread")
    }
    self.crew = helperCount > 0 ? crew : nil
    ledger = CostLedger(
      shared, sampleRate: configuration.sampleRate, helperCount: helperCount,
      hasDeadline: !configuration.environment.isOffline,
      alwaysShares: configuration.alwaysShares, clock: clock)
    let empty = ScheduleBuilder.emptySchedule(configuration, ledger)
    executor = .allocate(capacity: 1)
    executor.initialize(
      to: Executor(
        schedule: empty, shared: shared, sampleRate: configuration.sampleRate,
        hasDeadline: !configuration.environment.isOffline, crew: self.crew,
        clock: clock))
    workers =
      configuration.environment.isOffline
      ? nil : Workers(threadCount: configuration.workerCount)
  }

  /// Gives helpers the real-time priority `priority`, which should be below the audio thread's, and those
  /// that analyse and compose one below theirs; all are left as they are where the system does not let us.
  package func setPriority(_ priority: Int) {
    crew?.setPriority(priority)
    hasPunctualWorkers = workers?.setPriority(priority - 1) ?? false
  }

  /// The back end must have stopped calling the executor.
  deinit {
    workers?.stop()
    crew?.stop()
    executor.deinitialize(count: 1)
    executor.deallocate()
    while let raw = shared.returns.pop() { Engine.finish(raw) }
    while let raw = shared.commands.pop() { Engine.finish(raw) }
    for passage in passages {
      passage.deinitialize(count: 1)
      passage.deallocate()
    }
  }

  /// The files that the nodes of ``patch`` were made from.
  package var files: [FileStamp] { instances.values.flatMap(\.files) }
}
