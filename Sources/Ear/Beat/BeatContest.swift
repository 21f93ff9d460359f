import Glibc

/// Whether another way to hear the beat has led for long enough to be taken.
///
/// What speaks for it adds up beat by beat, and so does what speaks for the way that is followed: players
/// keep to their tempo, and what was heard in one way for long is not, for a few beats' sake, heard in
/// another. A way that is only a bit likelier is taken after some bars, as in 6/8 that looks much like 3/4.
/// Constants: `docs/decisions.md`.
struct BeatContest {
  /// By how much another way must lead, in logarithms of likelihood; by how much that which is followed can
  /// at most; and how much a beat adds at most.
  private static let needed: Float = 2.2
  private static let most: Float = 12
  private static let step: Float = 1.5
  /// How likely another way must be at least.
  private static let likelihood: Float = 0.5
  /// By how much it must be likelier on each beat as long as little was heard.
  private static let early: Float = 1.5

  /// The likeliest way but the followed one at the last beat.
  private var rival: BeatSense?
  /// By how much another way leads; negative where the followed one does.
  private var lead: Float = 0
  /// How likely the followed one was then.
  private(set) var followed: Float = 0

  /// Hears the judge on a beat; returns the way to go over to, if there is one.
  ///
  /// `isKnown` tells whether enough was heard to go over to the judge's rival, and `isEarly` whether so little that
  /// only what is far likelier is gone over to, and nothing speaks for what is followed yet.
  mutating func hear(_ verdict: BeatJudge.Verdict, isKnown: Bool, isEarly: Bool = false)
    -> BeatSense?
  {
    followed = verdict.followed
    let odds = logf(verdict.likelihood / max(.leastNormalMagnitude, verdict.followed))
    lead = max(isEarly ? 0 : -Self.most, lead + min(Self.step, max(-Self.step, odds)))
    let isFar = !isEarly || odds > Self.early
    let isLikely = isKnown && isFar && verdict.likelihood > Self.likelihood
    defer { rival = isLikely ? verdict.rival : nil }
    guard isLikely, rival == verdict.rival, lead > Self.needed else { return nil }
    return verdict.rival
  }

  /// Begins anew.
  mutating func reset() { self = BeatContest() }
}
