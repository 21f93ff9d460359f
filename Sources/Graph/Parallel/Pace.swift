internal import Synchronization

/// Finds out whether a schedule is done sooner when several threads share it, on the control thread.
///
/// It tries what looks worth it, compares what cycles took, and keeps what was quicker; what did not pay
/// is tried again more and more rarely.
struct Pace {
  /// Cycles by which each way is judged.
  private static let sampleCount = 128

  /// Cycles until the first try, and at most until the next.
  private static let firstPause = 128
  private static let longestPause = 1 << 18

  /// What sharing has to win to be tried, and to be kept.
  private static let wantedGain = 0.8
  private static let neededGain = 0.9

  /// Nanoseconds that handing a task over is assumed to take.
  private static let handover = 300.0

  private let division: TaskPlan?
  private let flag: UnsafeMutablePointer<Atomic<Bool>>?
  private let laneCount: Int

  /// What a cycle takes in line and shared, in nanoseconds, and how many were looked at.
  private var inLine = CycleAverage()
  private var shared = CycleAverage()
  private var pause = firstPause
  private var rest = firstPause

  private(set) var isParallel = false

  /// Whether it is always shared, whatever it costs; for tests.
  var isForced = false {
    didSet { if isForced, division != nil { set(true) } }
  }

  init(_ division: TaskPlan?, flag: UnsafeMutablePointer<Atomic<Bool>>?, helperCount: Int) {
    self.division = division
    self.flag = flag
    laneCount = helperCount + 1
  }

  /// What a cycle takes as a share of its nodes' costs.
  var gain: Double {
    isParallel && shared.count > 0 && inLine.mean > 0 ? min(1, shared.mean / inLine.mean) : 1
  }

  /// Counts a cycle that took `nanoseconds`.
  mutating func record(_ nanoseconds: Double, isParallel: Bool) {
    if isParallel { shared.record(nanoseconds) } else { inLine.record(nanoseconds) }
    rest -= 1
  }

  /// Goes over to the other way where that is due; `costs` are the steps', in nanoseconds, of which
  /// `least` are worth sharing.
  mutating func decide(_ costs: [Double], least: Double) {
    guard let division else { return }
    if isForced { return }
    if isParallel {
      guard shared.count >= Self.sampleCount else { return }
      if shared.mean > inLine.mean * Self.neededGain {
        set(false)
        inLine = CycleAverage()
        pause = min(2 * pause, Self.longestPause)
        rest = pause
      }
    } else if rest <= 0, inLine.count >= Self.sampleCount {
      rest = Self.firstPause
      let work = costs.reduce(0, +)
      guard work >= least, forecast(division, costs) < work * Self.wantedGain else { return }
      shared = CycleAverage()
      set(true)
    }
  }

  /// Goes without helpers for as long as it ever does: one was interrupted in the middle of its work.
  mutating func giveUp() {
    set(false)
    inLine = CycleAverage()
    pause = Self.longestPause
    rest = pause
  }

  private mutating func set(_ isParallel: Bool) {
    self.isParallel = isParallel
    flag?.pointee.store(isParallel, ordering: .relaxed)
  }

  /// What a cycle would take at best: the longest way through the tasks, or everybody's fair share.
  private func forecast(_ division: TaskPlan, _ costs: [Double]) -> Double {
    var ends = [Double](repeating: 0, count: division.tasks.count)
    var begins = ends
    for (task, range) in division.tasks.enumerated() {
      ends[task] = begins[task] + costs[range].reduce(0, +) + Self.handover
      for next in division.successors[task] { begins[next] = max(begins[next], ends[task]) }
    }
    let work = costs.reduce(0, +) + Double(division.tasks.count) * Self.handover
    return max(ends.max() ?? 0, work / Double(laneCount))
  }
}
