/// The beginning of a note, a chord or a stroke.
package struct Onset: Sendable, Equatable {
  /// The input frame at which it began.
  package let frame: Int64

  /// The input frame after which this could be said.
  package let heard: Int64

  /// How much it stands out, 0 to 1.
  package let strength: Float

  /// Whether it is a muted or noisy stroke, without a pitch.
  package let isPercussive: Bool

  /// Whether the stroke was awaited; before, its time is known within 10 ms or so, and it counts as
  /// one with a pitch.
  package let isSettled: Bool

  package init(
    frame: Int64, heard: Int64, strength: Float, isPercussive: Bool, isSettled: Bool
  ) {
    self.frame = frame
    self.heard = heard
    self.strength = strength
    self.isPercussive = isPercussive
    self.isSettled = isSettled
  }
}
