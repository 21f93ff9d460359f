internal import Synchronization

/// Decides on the audio thread which of the nodes that a patch lists are left out in this cycle.
///
/// They go in the order of the list as soon as the time used and what the ledger expects of the rest
/// exceed the budget. One comes back when there would have been room for it for a while; that while
/// grows each time this turns out to be too early.
struct Shedder: BitwiseCopyable {
  /// What a cycle must keep free for a node to come back, as a share of the budget.
  private static var margin: Double { @_noLocks get { 0.15 } }

  /// Cycles in a row of which a second one over the budget costs a node its place.
  private static var memory: Int { @_noLocks get { 16 } }

  /// The list: at which position of the schedule each node runs, and what is expected of it.
  private let positions: UnsafeMutablePointer<Int>
  private let expectations: Expectations
  private let count: Int

  /// Frames that a node stays out at least, at first and at most.
  private let shortestHold: Int
  private let longestHold: Int

  /// How many nodes of the list are out.
  private(set) var level = 0

  /// What this cycle may take, in ticks; 0 where there is no deadline.
  private var budget = 0
  private var hold: Int
  private var calm = 0

  /// Frames since a node came back, and cycles since the budget was exceeded.
  private var sinceReturn = 0
  private var sinceExcess = Int.max / 2
  private var hasRaised = false

  init(
    positions: UnsafeMutablePointer<Int>, expectations: Expectations, sampleRate: Double
  ) {
    self.positions = positions
    self.expectations = expectations
    count = expectations.count
    shortestHold = Int(0.02 * sampleRate)
    longestHold = Int(60 * sampleRate)
    hold = shortestHold
  }

  /// Begins a cycle that may take `budget` ticks, or as long as it likes for 0.
  @_noLocks
  mutating func begin(budget: Int) {
    self.budget = budget
    hasRaised = false
    if budget == 0 { level = 0 }
  }

  /// Whether the node at `rank` of the list is left out, `elapsed` ticks after the cycle began.
  @_noLocks
  mutating func skips(_ rank: Int, elapsed: Int) -> Bool {
    guard budget > 0, rank >= level else { return budget > 0 }
    let position = positions[rank]
    var predicted = elapsed + expectations.rest(rank)
    for other in level..<count where positions[other] >= position {
      predicted += expectations.cost(other)
    }
    while predicted > budget, level < count {
      if positions[level] >= position { predicted -= expectations.cost(level) }
      raise()
    }
    return rank < level
  }

  /// Leaves out what has to be in a cycle that several threads share, before it begins.
  @_noLocks
  mutating func foresee(elapsed: Int) {
    guard budget > 0 else { return }
    var predicted = elapsed + expectations.total
    for rank in level..<count { predicted += expectations.cost(rank) }
    while predicted > budget, level < count {
      predicted -= expectations.cost(level)
      raise()
    }
  }

  /// Whether the node at `rank` of the list is left out already.
  @_noLocks
  func isOut(_ rank: Int) -> Bool { budget > 0 && rank < level }

  /// Ends a cycle of `frameCount` frames that took `elapsed` ticks.
  @_noLocks
  mutating func end(elapsed: Int, frameCount: Int) {
    guard budget > 0 else { return }
    sinceReturn += frameCount
    sinceExcess += 1
    if elapsed > budget {
      if sinceExcess < Self.memory, level < count, !hasRaised { raise() }
      sinceExcess = 0
      calm = 0
    } else if level > 0 {
      recover(elapsed: elapsed, frameCount: frameCount)
    }
  }

  @_noLocks
  private mutating func raise() {
    // A node that had to go again soon after it came back came back too early.
    hold =
      sinceReturn < 8 * hold && !hasRaised ? min(2 * hold, longestHold) : max(hold, shortestHold)
    if sinceReturn > longestHold { hold = shortestHold }
    level += 1
    calm = 0
    hasRaised = true
  }

  @_noLocks
  private mutating func recover(elapsed: Int, frameCount: Int) {
    let needed = Double(elapsed + expectations.cost(level - 1))
    calm = needed <= Double(budget) * (1 - Self.margin) ? calm + frameCount : 0
    guard calm >= hold else { return }
    level -= 1
    calm = 0
    sinceReturn = 0
  }
}
