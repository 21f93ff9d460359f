/// The pitch of a single note at a moment.
package struct PitchEstimate: Sendable, Equatable {
  /// The input frame it belongs to.
  package let frame: Int64

  /// The input frame after which this could be said.
  package let heard: Int64

  /// The fundamental in hertz; 0 where no single pitch sounds.
  package let frequency: Float

  /// How periodic the sound is, 0 to 1.
  package let confidence: Float

  package init(frame: Int64, heard: Int64, frequency: Float, confidence: Float) {
    self.frame = frame
    self.heard = heard
    self.frequency = frequency
    self.confidence = confidence
  }
}
