private import Synchronization

/// What every node costs, kept on the control thread from what the audio thread measured.
package final class CostLedger {
  /// Cycles with a deadline since the engine began, which no reset forgets.
  struct Counts {
    var cycles = 0

    /// Those that missed it, and those that took more than the budget, by our doing.
    var missed = 0
    var excessive = 0
  }

  /// The most late cycles that are remembered.
  package static let recordLimit = 64

  /// Seconds within which a foreign node may miss a few deadlines.
  private static let patience = 2.0

  /// The least work of a cycle that is worth sharing: as a share of the period, and in nanoseconds where
  /// there is no deadline.
  private static let leastShare = 0.2
  private static let leastWork = 40_000.0

  /// Rows between two looks at which nodes are worth timing in every cycle.
  private static let updatePeriod = 256

  /// The latest late cycles, oldest first.
  package private(set) var records: [LateRecord] = []

  /// All late cycles since the last reset, also those that are no longer remembered.
  package private(set) var lateCount = 0

  /// Cycles that were timed.
  package private(set) var cycleCount = 0

  /// The frames of the cycle measured last.
  package private(set) var frameCount = 64

  /// The share of the period, 0 to 1, that a cycle may take.
  package var budget = 1.0

  /// The most nanoseconds that the audio thread can have run since the last look, where the back end
  /// knows; a cycle that took longer by the clock was interrupted.
  package var processorLimit = Int.max

  /// What the system did to the audio thread since the last look, where the back end knows.
  package var disturbance = Disturbance()

  /// Whether helpers can be relied on: with a deadline only those that nothing ordinary interrupts.
  var mayShare = true

  private(set) var counts = Counts()

  /// What nodes of each species took of late, in nanoseconds a frame.
  private var usualCosts: [String: Double] = [:]

  private let shared: ExecutorShared
  let sampleRate: Double
  private let nanosecondsPerFrame: Double
  /// Threads beside the audio thread that could share its work, and whether they do.
  private let helperCount: Int
  package private(set) var isParallel = false
  private let hasDeadline: Bool
  private let alwaysShares: Bool
  private let clock: TickClock

  private var timetables: [Int: Timetable] = [:]
  private var nextNumber = 1
  private var unseen: [LateRecord] = []
  private var latecomers: [NodeCost] = []
  private var unseenBypasses: [String] = []

  init(
    _ shared: ExecutorShared, sampleRate: Double, helperCount: Int, hasDeadline: Bool,
    alwaysShares: Bool, clock: TickClock
  ) {
    self.clock = clock
    self.alwaysShares = alwaysShares
    self.helperCount = helperCount
    self.hasDeadline = hasDeadline
    self.shared = shared
    self.sampleRate = sampleRate
    nanosecondsPerFrame = 1e9 / sampleRate
  }

  /// Cycles that nobody counted because the control thread was busy for too long.
  package var lostCount: Int { shared.stamps.lostRows.load(ordering: .relaxed) }

  /// How long a cycle may last, in nanoseconds.
  package var period: Double { nanosecondsPerFrame * Double(frameCount) }

  /// Keeps what `nodes` take as what their kinds do: of several of a kind, the one that takes the most.
  func learn(_ nodes: some Sequence<NodeCost>) {
    var costs: [String: Double] = [:]
    for node in nodes where node.recent > 0 {
      costs[node.species] = max(node.recent, costs[node.species] ?? 0)
    }
    usualCosts.merge(costs) { $1 }
  }

  /// What a node of `species` takes as a rule, in nanoseconds a frame; 0 where none has run yet.
  func usualCost(of species: String) -> Double { usualCosts[species] ?? 0 }

  /// Makes the timetable of a schedule that runs the nodes of `costs`, of which those at the positions
  /// `sheddable` may be left out.
  ///
  /// `division` and `table` tell how the work can be shared among threads, if it can.
  func makeTimetable(
    _ costs: [NodeCost], sheddable: [Int], division: TaskPlan? = nil, table: TaskTable? = nil
  ) -> Timetable {
    let timetable = Timetable(
      number: nextNumber, costs: costs, sheddable: sheddable, division: division, table: table,
      helperCount: helperCount, clock: clock)
    timetable.pace.isForced = alwaysShares
    nextNumber += 1
    timetables[timetable.number] = timetable
    return timetable
  }

  /// Forgets all timetables before `current`, whose rows have all been read.
  func forgetTimetables(before current: Int) {
    timetables = timetables.filter { $0.key >= current }
  }

  /// Takes up what the audio thread has measured since the last call.
  func poll() {
    var latest: Timetable?
    shared.stamps.drain { row in
      guard let timetable = timetables[row.timetable] else { return }
      frameCount = row.frameCount
      latest = timetable
      timetable.pace.record(
        Double(clock.nanoseconds(from: row.beginning, to: row.end)), isParallel: row.isParallel)
      judge(row, timetable)
      record(row, timetable)
      cycleCount += 1
      if cycleCount % Self.updatePeriod == 0 { timetable.update(frameCount: row.frameCount) }
    }
    guard let latest else { return }
    latest.expect(frameCount: frameCount)
    let costs = latest.costs.map { $0.recent * Double(frameCount) }
    guard mayShare else { return }
    latest.pace.decide(costs, least: hasDeadline ? period * Self.leastShare : Self.leastWork)
    isParallel = latest.pace.isParallel
  }

  /// Does without helpers in the schedule that rows call `number`, until a long time has gone by.
  func stopSharing(_ number: Int) { timetables[number]?.pace.giveUp() }

  /// Takes a foreign node out of the way that has made too many cycles late in a short time.
  private func warn(_ node: NodeCost, frame: Int64) {
    guard node.isForeign, !node.isBypassed else { return }
    if node.missesDeadline(at: frame, within: Int64(Self.patience * sampleRate)) {
      node.isBypassed = true
      latecomers.append(node)
    }
  }

  /// Returns the nodes that were taken out of the way since the last call.
  func takeLatecomers() -> [NodeCost] {
    defer { latecomers = [] }
    return latecomers
  }

  /// Lets the user know that `node` was taken out of the way for good.
  func announceBypass(of node: String) { unseenBypasses.append(node) }

  /// Returns the ids of the nodes that the user is to know of since the last call.
  package func takeBypasses() -> [String] {
    defer { unseenBypasses = [] }
    return unseenBypasses
  }

  /// Returns the late cycles found since the last call, oldest first.
  package func takeRecords() -> [LateRecord] {
    defer { unseen = [] }
    return unseen
  }

  /// Forgets all late cycles; the nodes' own figures are theirs to reset.
  func reset() {
    records = []
    unseen = []
    lateCount = 0
    cycleCount = 0
    shared.stamps.lostRows.store(0, ordering: .relaxed)
  }

  private func record(_ row: StampRow, _ timetable: Timetable) {
    // A cycle that a command cuts in two runs each step twice.
    var timed: [Int] = []
    for span in StampSpans(row) where span.isSingle {
      guard span.hasRun else {
        timetable.costs[span.last].decay(share: Double(row.frameCount) / sampleRate)
        continue
      }
      if timetable.times[span.last] < 0 {
        timetable.times[span.last] = 0
        timed.append(span.last)
      }
      timetable.times[span.last] += clock.nanoseconds(from: span.start, to: span.end)
    }
    for index in timed {
      timetable.costs[index].record(timetable.times[index], frameCount: row.frameCount)
      timetable.times[index] = -1
    }
  }

  private func judge(_ row: StampRow, _ timetable: Timetable) {
    guard row.isUrgent else { return }
    let duration = clock.nanoseconds(from: row.beginning, to: row.end)
    let period = Int(nanosecondsPerFrame * Double(row.frameCount))
    let allowed = Int(Double(period) * min(1, budget))
    counts.cycles += 1
    guard duration > allowed else { return }
    let culprit = Culprit(row, timetable, clock)
    let isInterruption = duration > processorLimit
    let record = LateRecord(
      frame: row.frame, duration: duration, period: period, budget: allowed,
      nodes: culprit.nodes.map(\.id), cost: culprit.cost, usual: culprit.usual,
      shedCount: row.shedCount, isInterruption: isInterruption, disturbance: disturbance)
    if !isInterruption {
      counts.excessive += 1
      counts.missed += record.isMissed ? 1 : 0
      for node in culprit.nodes { node.lateCount += 1 }
      if record.isMissed, culprit.nodes.count == 1 { warn(culprit.nodes[0], frame: row.frame) }
    }
    lateCount += 1
    records = records.suffix(Self.recordLimit - 1) + [record]
    unseen = unseen.suffix(Self.recordLimit - 1) + [record]
  }
}
