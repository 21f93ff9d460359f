internal import Synchronization

/// Which nodes a schedule runs, in order, and how closely each is timed.
///
/// Made with its schedule, and known to the control thread for as long as rows that refer to it may
/// come. Unchecked because the audio thread sees nothing but the marks, which are atomic.
final class Timetable: @unchecked Sendable {
  /// Graphs up to this size are timed step by step in every cycle.
  private static let smallCount = 64

  /// Nanoseconds from which on a node is timed in every cycle, whatever the graph's size.
  private static let heavyCost = 1000.0

  /// What rows call it.
  let number: Int

  /// What the steps' nodes cost, in the order they run.
  let costs: [NodeCost]

  /// For each step, the phases of ``CycleMeter`` in which its end is noted.
  let marks: UnsafeMutablePointer<Atomic<UInt8>>

  /// The positions at which tasks end, whose end is always noted.
  private let ends: Set<Int>

  /// The positions of what may be left out, in the order in which it is.
  private let sheddable: [Int]

  /// What is expected of them.
  let expectations: Expectations

  /// Nanoseconds of each step in the row that is being read, -1 where it was not timed alone.
  var times: [Int]

  private let clock: TickClock

  /// Decides whether the work is shared among threads.
  var pace: Pace

  init(
    number: Int, costs: [NodeCost], sheddable: [Int], division: TaskPlan?, table: TaskTable?,
    helperCount: Int, clock: TickClock
  ) {
    self.clock = clock
    self.number = number
    ends = Set(division?.tasks.map { $0.upperBound - 1 } ?? [])
    pace = Pace(division, flag: table?.isParallel, helperCount: helperCount)
    self.sheddable = sheddable
    expectations = Expectations(count: sheddable.count)
    self.costs = costs
    times = [Int](repeating: -1, count: costs.count)
    marks = .allocate(capacity: max(1, costs.count))
    for index in costs.indices { (marks + index).initialize(to: Atomic(0)) }
    update(frameCount: 64)
    expect(frameCount: 64)
  }

  deinit {
    marks.deinitialize(count: costs.count)
    marks.deallocate()
    expectations.deallocate()
  }

  /// Tells the audio thread what to expect of the nodes in cycles of `frameCount` frames.
  func expect(frameCount: Int) {
    guard !sheddable.isEmpty else { return }
    let scale = Double(frameCount) / clock.nanosecondsPerTick * pace.gain
    var rest = 0.0
    for position in costs.indices.reversed() {
      let cost = costs[position].expected * scale
      if let rank = sheddable.firstIndex(of: position) {
        expectations.set(rank, cost: Int(cost), rest: Int(rest))
      } else {
        rest += cost
      }
    }
    expectations.set(total: Int(rest))
  }

  /// Decides anew which steps are timed when, for cycles of `frameCount` frames.
  func update(frameCount: Int) {
    let isSmall = costs.count <= Self.smallCount
    let heavy = costs.map { isSmall || $0.recent * Double(frameCount) >= Self.heavyCost }
    for index in costs.indices {
      let isLast = index == costs.count - 1
      let bounds = isLast || ends.contains(index) || heavy[index] || heavy[index + 1]
      marks[index].store(bounds ? 0xFF : Self.mark(index), ordering: .relaxed)
    }
  }

  /// A step's own phase, and that of the next, which begins when this one ends.
  private static func mark(_ index: Int) -> UInt8 {
    let count = CycleMeter.phaseCount
    return 1 << UInt8(index % count) | 1 << UInt8((index + 1) % count)
  }
}
