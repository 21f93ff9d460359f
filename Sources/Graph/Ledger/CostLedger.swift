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

  /// The least work of a cycle that is worth sharing: as a share of the period, and in nanoseconds where
  /// there is no deadline.
  private static let leastShare = 0.2
  private static let leastWork = 40_000.0

  /// Rows between two looks at which nodes are worth timing in every cycle.
  private static let updatePeriod = 256

  /// The latest late cycles, oldest first.
  package internal(set) var records: [LateRecord] = []

  /// All late cycles since the last reset, also those that are no longer remembered.
  package internal(set) var lateCount = 0

  /// Cycles that were timed.
  package internal(set) var cycleCount = 0

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

  var counts = Counts()

  /// What nodes of each species took of late, in nanoseconds a frame.
  var usualCosts: [String: Double] = [:]

  /// What the engine took of late beside the nodes, in nanoseconds a part of a cycle.
  var engineCost = UsualCost()

  let shared: ExecutorShared
  let sampleRate: Double
  let nanosecondsPerFrame: Double

  /// Threads beside the audio thread that could share its work, and whether they do.
  let helperCount: Int
  package private(set) var isParallel = false
  private let hasDeadline: Bool
  let alwaysShares: Bool
  let clock: TickClock

  /// What the schedules run that rows may come from, by what rows call them.
  var timetables: [Int: Timetable] = [:]
  var nextNumber = 1

  /// Late cycles, foreign nodes that were too late and nodes out of the way for good that nobody was told
  /// of yet.
  var unseen: [LateRecord] = []
  var latecomers: [NodeCost] = []
  var unseenBypasses: [String] = []

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

  private func record(_ row: StampRow, _ timetable: Timetable) {
    // A cycle that a command cuts in two runs each step twice.
    var timed: [Int] = []
    var engineTime = 0
    for span in StampSpans(row) {
      if span.isEngine { engineTime += clock.nanoseconds(from: span.start, to: span.end) }
      guard span.isSingle else { continue }
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
    if !row.isParallel { engineCost.record(Double(engineTime) / Double(max(1, row.partCount))) }
    for index in timed {
      timetable.costs[index].record(timetable.times[index], frameCount: row.frameCount)
      timetable.times[index] = -1
    }
  }
}
