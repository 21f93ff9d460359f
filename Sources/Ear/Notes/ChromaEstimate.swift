/// The strength of the twelve pitch classes at a moment.
package struct ChromaEstimate: Sendable {
  /// The input frame it belongs to.
  package let frame: Int64

  /// The input frame after which this could be said.
  package let heard: Int64

  /// From C up, 0 to 1, the strongest 1; all 0 in silence.
  package let bins: InlineArray<12, Float>

  /// How far the player is from A4 = 440 Hz, in cents, -50 to 50.
  package let tuning: Float

  package init(frame: Int64, heard: Int64, bins: InlineArray<12, Float>, tuning: Float) {
    self.frame = frame
    self.heard = heard
    self.bins = bins
    self.tuning = tuning
  }
}
