/// What the sections of a cascade are designed for.
struct FilterDesign: BitwiseCopyable {
  /// In Hz.
  var frequency: Float
  var q: Float

  /// Of the whole cascade, in dB.
  var gain: Float
  var stageCount: Int

  @_noLocks
  init(frequency: Float, q: Float, gain: Float, stageCount: Int) {
    self.frequency = frequency
    self.q = q
    self.gain = gain
    self.stageCount = stageCount
  }

  /// Whether both mean the same filter.
  @_noLocks
  func matches(_ other: FilterDesign) -> Bool {
    frequency == other.frequency && q == other.q && gain == other.gain
      && stageCount == other.stageCount
  }
}
