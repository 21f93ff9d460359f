package import Music

/// The key a `KeyFinder` has come to hear.
package struct KeyEstimate: Sendable, Equatable {
  /// The input frame it belongs to.
  package let frame: Int64

  /// The input frame after which this could be said.
  package let heard: Int64

  package let key: Key

  /// How clearly it leads the other keys, 0 to 1.
  package let confidence: Float

  package init(frame: Int64, heard: Int64, key: Key, confidence: Float) {
    self.frame = frame
    self.heard = heard
    self.key = key
    self.confidence = confidence
  }
}
