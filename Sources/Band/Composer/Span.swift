/// A step of a pattern in beats from the downbeat of the bar being composed.
struct Span<Event> {
  var start: Double
  var end: Double
  let event: Event

  /// Its index in the pattern, which tells its chances apart.
  let index: Int

  /// Whether it was written on a grid that divides the beat into three.
  let isTriplet: Bool
}

extension Array {
  /// The steps of bar number `bar` of patterns that alternate, and the one tied over into it.
  func spans<Event>(bar: Int, beatsPerBar: Int) -> [Span<Event>] where Element == Pattern<Event> {
    guard !isEmpty else { return [] }
    let own = ownSpans(bar: bar, beatsPerBar: beatsPerBar)
    let before = bar > 0 ? ownSpans(bar: bar - 1, beatsPerBar: beatsPerBar) : []
    guard var tied = before.last, tied.end > Double(beatsPerBar) else { return own }
    tied.start -= Double(beatsPerBar)
    tied.end -= Double(beatsPerBar)
    return [tied] + own
  }

  private func ownSpans<Event>(bar: Int, beatsPerBar: Int) -> [Span<Event>]
  where Element == Pattern<Event> {
    let pattern = self[bar % count]
    let next = self[(bar + 1) % count]
    let step = Double(beatsPerBar) / Double(pattern.stepCount)
    return pattern.steps.map { written in
      let start = Double(written.index) * step
      var end = start + Double(written.length) * step
      if written.index + written.length == pattern.stepCount {
        end += Double(next.held) * Double(beatsPerBar) / Double(next.stepCount)
      }
      return Span(
        start: start, end: end, event: written.event, index: written.index,
        isTriplet: pattern.stepCount % (3 * beatsPerBar) == 0 && pattern.stepCount > 0)
    }
  }
}
