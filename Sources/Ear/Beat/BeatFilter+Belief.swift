import Glibc

extension BeatFilter {
  /// The tempo that is likeliest before anything is heard, and by how many octaves it spreads.
  private static let usualTempo = 115.0
  private static let usualCompoundTempo = 80.0
  private static let tempoSpread = 0.4

  /// How much a network's word counts, as an exponent (from 1 to 3 takes come out nearly alike:
  /// `docs/decisions.md`), and the logarithm of odds beyond which it is no surer.
  private static let trust: Float = 1.5
  private static let surest: Float = 4

  /// Prefers beats of about `interval` frames, within a factor of about 1 + `spread`; `nil` for
  /// what is expected, or players usually choose.
  mutating func prefer(_ interval: Double?, spread: Double) {
    let likely = expected.map { ($0.lowerBound * $0.upperBound).squareRoot() }
    let usual = likely ?? (isCompound ? Self.usualCompoundTempo : Self.usualTempo)
    let center = interval ?? 60 / usual * framesPerSecond
    let width = interval == nil ? Self.tempoSpread * log(2) : spread
    for (index, length) in layout.intervals.enumerated() {
      let distance = log(Double(length) / center) / width
      // It is asked once a beat: a second counts the same at any tempo.
      let share = interval == nil ? Double(length) / center : 1
      preference[index] = Float(max(1e-6, exp(-0.5 * share * distance * distance)))
    }
  }

  /// Takes the player's word for beats of `interval` frames, the last of which fell `elapsed` frames
  /// ago.
  mutating func lock(interval: Double, elapsed: Double) {
    doubt = 0
    believe(interval: interval, elapsed: elapsed)
  }

  /// Puts all belief into beats of `interval` frames, the last of which fell `elapsed` frames ago.
  mutating func believe(interval: Double, elapsed: Double) {
    let (first, last) = (layout.shortest, layout.intervals.upperBound - 1)
    let interval = min(max(interval, Double(first)), Double(last))
    for index in states.indices { states[index] = 0 }
    for (index, length) in layout.intervals.enumerated() {
      let distance = (Double(length) - interval) / max(0.75, 0.02 * interval)
      let weight = exp(-0.5 * distance * distance)
      guard weight > 1e-4 else { continue }
      for offset in -2...2 {
        states[state(index, ago: Int(elapsed.rounded()) + offset)] += Float(
          weight * exp(-0.5 * Double(offset * offset)))
      }
    }
    normalize()
  }

  /// Learns late that something happened `ago` frames ago that happens on beats.
  mutating func accent(ago: Double, weight: Float) {
    let boost = expf(weight)
    for (index, interval) in layout.intervals.enumerated() {
      let reach = max(1, interval / 12)
      for offset in -reach...reach {
        states[state(index, ago: Int(ago.rounded()) + offset)] *= boost
      }
    }
    normalize()
  }

  /// Learns what a network says of the last `count` frames: `logit` is the logarithm of the odds that a
  /// beat fell in them.
  ///
  /// Both answers count, against the odds that a beat of each length falls in so many frames.
  mutating func weigh(_ logit: Float, of count: Int) {
    let odds = expf(Self.trust * min(Self.surest, max(-Self.surest, logit)))
    for (index, interval) in layout.intervals.enumerated() {
      let share = min(0.9, Float(count) / Float(interval))
      let elsewhere = powf(1 - share, -Self.trust)
      let here = odds * powf(share, -Self.trust)
      let range = layout.range(index)
      for state in range.dropFirst(count) { states[state] *= elsewhere }
      for state in range.prefix(count) { states[state] *= here }
    }
    normalize()
  }

  /// The state of a beat of the `index`th length that fell `ago` frames ago, or one or more before it.
  private func state(_ index: Int, ago: Int) -> Int {
    let interval = layout.shortest + index
    return layout.starts[index] + ((ago % interval) + interval) % interval
  }
}
