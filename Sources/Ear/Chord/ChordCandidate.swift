/// The chord that leads but was not told yet.
///
/// It is told at once where the network is sure of it, otherwise after it has led for a while: what only
/// passes by is never told.
struct ChordCandidate {
  private var state = ChordVocabulary.noChord
  private var age = 0

  /// Whether `leader` is to be told now, where `told` was told last and the network finds `leader` as
  /// probable as `probability`.
  mutating func isReady(
    _ leader: Int, after told: Int, probability: Float, weights: HarmonyWeights
  ) -> Bool {
    age = leader == state ? age + 1 : 1
    state = leader
    guard leader != told else { return false }
    guard ChordVocabulary.isSameRoot(leader, told) else {
      return age > weights.hesitation || probability >= weights.sureness
    }
    guard ChordVocabulary.isSameThird(leader, told) else {
      return age > weights.hesitation || probability >= weights.sameRootSureness
    }
    return age > weights.detailHesitation || probability >= weights.detailSureness
  }
}
