package import Music

/// A chord that a `ChordRecognizer` has begun to hear.
package struct ChordEstimate: Sendable, Equatable {
  /// The input frame at which the chord began.
  package let frame: Int64

  /// The input frame after which this could be said.
  package let heard: Int64

  /// The chord; `nil` where none sounds.
  package let chord: Chord?

  /// How clearly it leads the other chords, 0 to 1.
  package let confidence: Float

  /// Whether this is the considered opinion, or the first one.
  package let isSettled: Bool

  package init(frame: Int64, heard: Int64, chord: Chord?, confidence: Float, isSettled: Bool) {
    self.frame = frame
    self.heard = heard
    self.chord = chord
    self.confidence = confidence
    self.isSettled = isSettled
  }
}
