import Glibc

/// A beat that was counted, and what speaks for its being the first of a bar.
///
/// Constants are from takes that are not scored: `docs/decisions.md`.
struct BarBeat {
  /// How much the network's word counts, how many of beats it takes for the first of a bar where nothing
  /// tells, what it takes to be heard, and how much a beat can say at most.
  private static let network: (trust: Float, usual: Float, least: Float, most: Float) = (
    0.5, 0.28, 0.05, 4
  )

  let frame: Int64
  /// How likely the network found a beat near it, and the first of a bar, summed over looks.
  var chance: Float = 0
  var downbeatChance: Float = 0
  var hasChange = false
  /// What else speaks for the first of a bar, as a logarithm of likelihood.
  var supposed: Float = 0

  init(frame: Int64) { self.frame = frame }

  /// What but changes of chord speaks for the first of a bar, as a logarithm of likelihood.
  var evidence: Float {
    let (usual, least) = (Self.network.usual, Self.network.least)
    let share = min(0.97, max(0.02, (downbeatChance + least * usual) / (chance + least)))
    let heard = min(1, 2 * chance) * (logit(share) - logit(usual))
    let most = Self.network.most
    return min(most, max(-most, Self.network.trust * heard)) + supposed
  }

  private func logit(_ likelihood: Float) -> Float { logf(likelihood / (1 - likelihood)) }
}
