/// The chord that leads but was not told yet.
///
/// It is told at once where the network is sure of it, otherwise after it has led for a while: what only
/// passes by is never told, nor is what the network does not believe.
struct ChordCandidate {
  private var state = ChordVocabulary.noChord
  private var age = 0

  /// Whether `leader` is to be told now, where `told` was told last, and the network finds `leader` as
  /// probable as `probability`, and what is by and large the same as `likelihood`.
  mutating func isReady(
    _ leader: Int, after told: Int, probability: Float, likelihood: Float,
    weights: HarmonyWeights
  ) -> Bool {
    age = leader == state ? age + 1 : 1
    state = leader
    guard leader != told else { return false }
    guard leader == ChordVocabulary.noChord || likelihood >= weights.doubt else {
      return false
    }
    guard ChordVocabulary.isSameRoot(leader, told) else {
      return age > weights.hesitation || probability >= weights.sureness
    }
    guard ChordVocabulary.isSameThird(leader, told) else {
      return age > weights.hesitation || probability >= weights.sameRootSureness
    }
    return age > weights.detailHesitation || probability >= weights.detailSureness
  }
}
