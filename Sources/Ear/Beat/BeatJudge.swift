import Glibc

/// Decides which of the ways to hear the beat is the player's.
///
/// The ways are compared by a weighed sum of their ``BeatTraits``. The weights are those of a softmax
/// regression (`training/train_beats.py`) on takes that are not scored: `docs/decisions.md`.
struct BeatJudge {
  /// The likeliest way and how likely it is, and how likely it is that the beat is as it is followed.
  struct Verdict {
    let best: BeatSense
    let likelihood: Float
    let followed: Float
  }

  /// By how much more, in logarithms of likelihood, the beat that is followed is believed.
  private static let loyalty: Float = 0.5

  /// Beats a minute that a beat can have, and one of three parts.
  private static let tempos = 55.0...220
  private static let compoundTempos = 55.0...130

  /// The ways to hear beats that are followed at `tempo`.
  static func senses(at tempo: Double) -> [BeatSense] {
    BeatSense.all.filter {
      ($0.isCompound ? compoundTempos : tempos).contains(tempo * $0.ratio)
    }
  }

  /// Judges `trail`, whose steps come at `rate` hertz.
  ///
  /// `isCompound` is how the beat is followed, and `isTold` whether the player said so; a tempo that
  /// was told holds within a fifth.
  static func judge(
    _ trail: BeatTrail, rate: Double, isCompound: Bool, isTold: Bool, tempo told: Double?
  ) -> Verdict? {
    let tempo = 60 * rate / trail.interval
    let senses = senses(at: tempo).filter { sense in
      (!isTold || sense.isCompound == isCompound)
        && (told.map { abs(log2(tempo * sense.ratio / $0)) < 0.26 } ?? true)
    }
    var scores = senses.map { sense in
      let weights = sense.isCompound ? BeatWeights.compound : BeatWeights.simple
      return zip(BeatTraits(trail, sense, rate: rate).values, weights).reduce(Float(0)) {
        $0 + $1.0 * $1.1
      }
    }
    let followed = senses.firstIndex(of: BeatSense(ratio: 1, shift: 0, isCompound: isCompound))
    if let followed { scores[followed] += loyalty }
    guard let highest = scores.max(), let best = scores.firstIndex(of: highest) else { return nil }
    let sum = scores.reduce(0) { $0 + expf($1 - highest) }
    let share = followed.map { expf(scores[$0] - highest) / sum } ?? 0
    return Verdict(best: senses[best], likelihood: 1 / sum, followed: share)
  }
}
