import Glibc

/// How likely the chord changes on each beat of a bar, as far as this player is known.
///
/// Before anything was heard, what is usual counts as some bars: mostly the first beat, sometimes the middle of four.
/// The estimate is the mean of a beta distribution, as in Gelman et al., "Bayesian Data Analysis", section 2.4.
struct ChangeHabit {
  /// How likely a change is usually, and how many bars that counts for.
  private static let first = (chance: Float(0.5), bars: Float(2))
  private static let middle = (chance: Float(0.2), bars: Float(3))
  private static let others = (chance: Float(0.08), bars: Float(3))

  /// What a beat counts so many beats later: half after 128.
  private static let halving: Float = 128

  /// The changes on each beat of the bar, and the bars that they were counted in.
  private var heard: [(changes: Float, bars: Float)]

  /// A habit in bars of so many beats.
  init(beats: Int) { heard = Array(repeating: (0, 0), count: beats) }

  /// How likely the chord changes on the beat at `place`, from 0.
  func chance(at place: Int) -> Float {
    let usual = usual(at: place)
    let (changes, bars) = heard[place]
    return (usual.chance * usual.bars + changes) / (usual.bars + bars)
  }

  /// Learns whether the chord changed on the beat at `place`.
  mutating func learn(_ isChange: Bool, at place: Int) {
    let kept = exp2f(-Float(heard.count) / Self.halving)
    heard[place].changes = kept * heard[place].changes + (isChange ? 1 : 0)
    heard[place].bars = kept * heard[place].bars + 1
  }

  private func usual(at place: Int) -> (chance: Float, bars: Float) {
    if place == 0 { return Self.first }
    return heard.count == 4 && place == 2 ? Self.middle : Self.others
  }
}
