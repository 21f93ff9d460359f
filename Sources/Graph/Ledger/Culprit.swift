/// What made a cycle late: the nodes that took the most beyond their usual cost, or the most at all
/// where the whole graph is too much.
struct Culprit {
  /// One node, or those that were timed together; none where it was the engine itself.
  private(set) var nodes: [NodeCost] = []

  /// What they took in that cycle, and what they usually do in one that is run in one part, in nanoseconds.
  private(set) var cost = 0
  private(set) var usual = 0

  /// What is to be expected of them in that cycle.
  private var expected = 0

  /// `engineCost` is what the engine itself takes as a rule, in nanoseconds a part of a cycle.
  init(_ row: StampRow, _ timetable: Timetable, engineCost: Double, _ clock: TickClock) {
    var candidates = [Culprit()]
    candidates[0].usual = Int(engineCost)
    candidates[0].expected = Int(engineCost * Double(max(1, row.partCount)))
    // Where the cycle was run in parts, each step was done as often.
    var places: [Range<Int>: Int] = [:]
    for span in StampSpans(row) {
      let time = clock.nanoseconds(from: span.start, to: span.end)
      guard !span.isEngine else {
        candidates[0].cost += time
        continue
      }
      let steps = span.first..<span.last + 1
      let place = places[steps] ?? candidates.count
      if place == candidates.count {
        places[steps] = place
        candidates.append(Culprit(timetable.costs[steps], frameCount: row.frameCount))
      }
      candidates[place].cost += time
    }
    var costliest = Culprit()
    var expected = 0
    for candidate in candidates {
      expected += candidate.expected
      if candidate.excess > excess { self = candidate }
      if candidate.cost > costliest.cost { costliest = candidate }
    }
    let total = clock.nanoseconds(from: row.beginning, to: row.end)
    if excess * 2 < total - expected || excess * 4 < total { self = costliest }
  }

  private init() {}

  private init(_ costs: ArraySlice<NodeCost>, frameCount: Int) {
    nodes = Array(costs)
    usual = Int(costs.map(\.recent).reduce(0, +) * Double(frameCount))
    expected = usual
  }

  private var excess: Int { cost - expected }
}
