/// What made a cycle late: the nodes that took the most beyond their usual cost, or the most at all
/// where the whole graph is too much.
struct Culprit {
  /// One node, or those that were timed together; none where it was the engine itself.
  private(set) var nodes: [NodeCost] = []

  /// What they took in that cycle, and what they usually do, in nanoseconds.
  private(set) var cost = 0
  private(set) var usual = 0

  init(_ row: StampRow, _ timetable: Timetable, _ clock: TickClock) {
    var costliest = Culprit()
    var expected = 0
    for span in StampSpans(row) {
      let candidate = Culprit(span, row.frameCount, timetable, clock)
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
    nodes = span.first <= span.last ? Array(timetable.costs[span.first...span.last]) : []
    cost = clock.nanoseconds(from: span.start, to: span.end)
    usual = Int(nodes.map(\.recent).reduce(0, +) * Double(frameCount))
  }

  private var excess: Int { cost - usual }
}
