/// The levels of the critical bands at a moment.
package struct SpectrumEstimate: Sendable {
  /// The input frame it belongs to.
  package let frame: Int64

  /// The input frame after which this could be said.
  package let heard: Int64

  /// The level of each Bark band, lowest first, in dB relative to a full-scale sine, -120 at least.
  package let levels: InlineArray<24, Float>

  package init(frame: Int64, heard: Int64, levels: InlineArray<24, Float>) {
    self.frame = frame
    self.heard = heard
    self.levels = levels
  }
}
