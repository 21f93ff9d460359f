/// What made a cycle late: the nodes that took the most beyond their usual cost, or the most at all
/// where the whole graph is too much.
struct Culprit {
  /// One node, or those that were timed together; none where it was the engine itself.
  private(set) var nodes: [NodeCost] = []

  /// What they took in that cycle, and what they usually do, in nanoseconds.
  private(set) var cost = 0
  private(set) var usual = 0

  /// `engineCost` is what the engine itself takes as a rule, in nanoseconds a cycle.
  init(_ row: StampRow, _ timetable: Timetable, engineCost: Double, _ clock: TickClock) {
    var candidates = [Culprit()]
    candidates[0].usual = Int(engineCost)
    for span in StampSpans(row) {
      if span.isEngine {
        candidates[0].cost += clock.nanoseconds(from: span.start, to: span.end)
      } else {
        candidates.append(Culprit(span, row.frameCount, timetable, clock))
      }
    }
    var costliest = Culprit()
    var expected = 0
    for candidate in candidates {
      expected += candidate.usual
      if candidate.excess > excess { self = candidate }
      if candidate.cost > costliest.cost { costliest = candidate }
    }
    let total = clock.nanoseconds(from: row.beginning, to: row.end)
    if excess * 2 < total - expected || excess * 4 < total { self = costliest }
  }

  private init() {}

  private init(
    _ span: StampSpans.Span, _ frameCount: Int, _ timetable: Timetable, _ clock: TickClock
  ) {
    nodes = Array(timetable.costs[span.first...span.last])
    cost = clock.nanoseconds(from: span.start, to: span.end)
    usual = Int(nodes.map(\.recent).reduce(0, +) * Double(frameCount))
  }

  private var excess: Int { cost - usual }
}
