import Glibc

/// Decides which of the ways to hear the beat is the player's.
///
/// The ways are compared by a weighed sum of their ``BeatTraits``. The weights are those of a softmax
/// regression (`training/train_beats.py`) on takes that are not scored: `docs/decisions.md`.
struct BeatJudge {
  /// The likeliest way but that in which the beat is followed, and how likely it is; and how likely it is
  /// that the beat is as it is followed.
  struct Verdict {
    let rival: BeatSense
    let likelihood: Float
    let followed: Float
  }

  /// By how much more, in logarithms of likelihood, the beat that is followed is believed.
  private static let loyalty: Float = 1

  /// By how many octaves players leave the tempos that a chart or a style names, and how much the logarithm of
  /// likelihood of a way falls at most for being elsewhere: they may play it at another.
  private static let charted = (spread: 0.2, most: Float(3))

  /// By how much the logarithm of likelihood of a way falls an octave for beats that are faster than `tempo`
  /// and doubted by the network, which are often halves of the player's: `docs/decisions.md`.
  ///
  /// It falls by as much where they are no likelier than `doubted`, and not at all where they are as likely as
  /// `sure`, nor in the first `seconds`, of which the network knows little.
  private static let fast = (
    cost: Float(12), tempo: 150.0, doubted: Float(0.65), sure: Float(0.85), seconds: 7.0
  )

  /// How much the logarithm of likelihood of a way falls at most where changes of chord do not go into bars of the odd
  /// number of beats that was told.
  private static let misfit: Float = 16

  /// Beats a minute that a beat can have, and one of three parts.
  private static let tempos = 55.0...220
  private static let compoundTempos = 55.0...130

  /// The ways to hear beats that are followed at `tempo`, in bars of `beats`, 0 where nobody has told.
  static func senses(at tempo: Double, inBarsOf beats: Int = 0) -> [BeatSense] {
    (BeatSense.all + BeatSense.inBars(of: beats)).filter {
      ($0.isCompound ? compoundTempos : tempos).contains(tempo * $0.ratio)
    }
  }

  /// Judges `trail`, whose steps come at `rate` hertz.
  ///
  /// `isCompound` is how the beat is followed, and `isTold` whether the player said so; a tempo that
  /// was told holds within a fifth, and one that is `expected` is likelier than others. Bars have `bar` beats, 0 where
  /// nobody has told.
  static func judge(
    _ trail: BeatTrail, rate: Double, isCompound: Bool, isTold: Bool, tempo told: Double?,
    expected: ClosedRange<Double>?, bar: Int
  ) -> Verdict? {
    let tempo = 60 * rate / trail.interval
    let senses = senses(at: tempo, inBarsOf: bar).filter { sense in
      (!isTold || sense.isCompound == isCompound)
        && (told.map { abs(log2(tempo * sense.ratio / $0)) < 0.26 } ?? true)
    }
    var scores = senses.map { sense in
      let weights = sense.isCompound ? BeatWeights.compound : BeatWeights.simple
      return zip(BeatTraits(trail, sense, rate: rate).values, weights).reduce(Float(0)) {
        $0 + $1.0 * $1.1
      }
        - (expected.map { surprise(tempo * sense.ratio, $0) }
          ?? doubt(of: sense, in: trail, rate: rate))
        - misfit(of: sense, in: trail, bar: bar)
    }
    let followed = senses.firstIndex(of: BeatSense(ratio: 1, shift: 0, isCompound: isCompound))
    if let followed { scores[followed] += loyalty }
    let others = scores.indices.filter { $0 != followed }
    guard let highest = scores.max(), let rival = others.max(by: { scores[$0] < scores[$1] }) else {
      return nil
    }
    let sum = scores.reduce(0) { $0 + expf($1 - highest) }
    let share = { expf(scores[$0] - highest) / sum }
    return Verdict(
      rival: senses[rival], likelihood: share(rival), followed: followed.map(share) ?? 0)
  }

  /// What a way costs whose beats are fast, and doubted by the network.
  static func doubt(of sense: BeatSense, in trail: BeatTrail, rate: Double) -> Float {
    let octaves = Float(log2(60 * rate * sense.ratio / trail.interval / fast.tempo))
    guard octaves > 0, Double(trail.steps) > fast.seconds * rate,
      let likelihood = BeatTraits.likelihood(of: sense, in: trail.words)
    else { return 0 }
    let share = (fast.sure - likelihood) / (fast.sure - fast.doubted)
    return fast.cost * octaves * min(1, max(0, share))
  }

  /// What a way costs in which chords do not change on one place of bars of the odd number of beats that was told.
  private static func misfit(of sense: BeatSense, in trail: BeatTrail, bar: Int) -> Float {
    guard bar % 2 == 1, !trail.changes.isEmpty else { return 0 }
    let share = BeatTraits.share(of: trail.changes.map { sense.place($0.place) }, inBarsOf: bar)
    return misfit * (1 - share) * Float(min(4, trail.changes.count)) / 4
  }

  /// How surprising `tempo` is where a chart or a style names those of `range`.
  private static func surprise(_ tempo: Double, _ range: ClosedRange<Double>) -> Float {
    let nearest = min(max(tempo, range.lowerBound), range.upperBound)
    let distance = Float(log2(tempo / nearest) / charted.spread)
    return min(charted.most, 0.5 * distance * distance)
  }
}
