/// What the opinions about a chord count for, and how readily one chord gives way to another.
package struct HarmonyWeights: Sendable {
  /// What a fit of 1 is worth while music sounds, and in silence: a chord lasts through a short rest.
  package var fit: Float
  package var silentFit: Float

  /// What the network's logarithm of a probability is worth.
  package var network: Float

  /// What a change of chord costs soon after an onset, and how much more elsewhere: chords change
  /// where something is struck.
  package var change: Float
  package var unstruck: Float

  /// How probable the network has to find a chord, and one on the root that was told, for it to be told
  /// as soon as it leads, and for how many frames it otherwise has to lead.
  package var sureness: Float
  package var sameRootSureness: Float
  package var hesitation: Int

  /// The same for a chord on the root that was told and with its third: what is above them is a detail.
  package var detailSureness: Float
  package var detailHesitation: Int

  /// How probable the network has to find at least that a chord sounds, or one by and large the same, for it
  /// to be told at all: where it finds none probable, as in a line alone, what was told stands.
  package var doubt: Float

  /// What having heard a chord before counts for when it may begin again.
  package var memory: Float

  /// Frames that have to follow before a chord is told.
  package var lag: Int

  package init(
    fit: Float, silentFit: Float, network: Float, change: Float, memory: Float, lag: Int,
    unstruck: Float = 0, sureness: Float = 0, sameRootSureness: Float = 0, hesitation: Int = 0,
    detailSureness: Float = 0, detailHesitation: Int = 0, doubt: Float = 0
  ) {
    self.fit = fit
    self.silentFit = silentFit
    self.network = network
    self.change = change
    self.unstruck = unstruck
    self.sureness = sureness
    self.sameRootSureness = sameRootSureness
    self.hesitation = hesitation
    self.detailSureness = detailSureness
    self.detailHesitation = detailHesitation
    self.doubt = doubt
    self.memory = memory
    self.lag = lag
  }

  /// For the first opinion, by fit alone.
  static let plainFast = HarmonyWeights(
    fit: 8, silentFit: 1.3, network: 0, change: 12, memory: 0, lag: 0)

  /// For the settled opinion, by fit alone.
  static let plainSettled = HarmonyWeights(
    fit: 8, silentFit: 1.3, network: 0, change: 25, memory: 0, lag: 14)

  /// For the first opinion, by fit and network.
  package static let fast = HarmonyWeights(
    fit: 3, silentFit: 0.08, network: 0.5, change: 6, memory: 1.5, lag: 0, unstruck: 3,
    sureness: 0.3, sameRootSureness: 0.5, hesitation: 6,
    detailSureness: 0.8, detailHesitation: 20, doubt: 0.5)

  /// For the settled opinion, by fit and network.
  package static let settled = HarmonyWeights(
    fit: 3, silentFit: 0.13, network: 0.5, change: 14, memory: 0, lag: 6, unstruck: 3, doubt: 0.5)
}
