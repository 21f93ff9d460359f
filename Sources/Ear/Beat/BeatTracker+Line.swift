/// What goes between the filter and the line of beats.
extension BeatTracker {
  /// How far the filter's beats may be from the line's, in beats, and how much longer or shorter, and be the same
  /// beat.
  private static let near = (beat: 0.15, period: 0.08)

  /// From where on the filter goes by the line, and up to where: beyond, it is another beat that it has found.
  ///
  /// At another tempo it may be anywhere.
  private static let left = (beat: 0.06...0.4, period: 0.03...0.15)

  /// How far from the line the last beat may have been announced, in beats, for the next to be announced as ever.
  private static let misplaced = 0.15

  /// Puts a beat that the filter expects at `next` where the line has it, once strokes say that the line is right.
  mutating func align(_ next: Double, interval: Double) -> (time: Double, interval: Double) {
    guard let best = line.best,
      abs(next - best.beat(near: next)) < Self.near.beat * best.period,
      abs(interval / best.period - 1) < Self.near.period
    else {
      line.begin(at: next, interval: interval)
      return (next, interval)
    }
    line.hear(beatAt: next)
    guard line.isSound, let best = line.best else { return (next, interval) }
    return (best.beat(near: next), best.period)
  }

  /// Lets the filter go by the line where strokes fall on that, and the filter has left it.
  mutating func heedLine() {
    guard announced != nil, line.isSound, let best = line.best else { return }
    let reading = filter.reading()
    let elapsed = Double(now) - best.beat(near: Double(now))
    let slip = elapsed / best.period - reading.phase
    let off = abs(slip - slip.rounded())
    let stretch = abs(reading.interval * hop / best.period - 1)
    let isOtherTempo = stretch > Self.left.period.lowerBound
    guard stretch < Self.left.period.upperBound,
      isOtherTempo || Self.left.beat.contains(off)
    else { return }
    trail.bend(to: elapsed / best.period, interval: best.period / hop)
    filter.believe(interval: best.period / hop, elapsed: (elapsed + best.period) / hop)
  }

  /// Has the next beat announced at once where a stroke has told that the last one falls elsewhere.
  mutating func hasten() {
    guard let said = announced, line.isSound, let best = line.best else { return }
    let place = best.beat(near: said)
    guard abs(said - place) > Self.misplaced * best.period else { return }
    announced = place
    isHasty = true
  }
}
