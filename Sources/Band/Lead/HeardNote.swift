/// A note that the player was heard to play.
struct HeardNote: Hashable, Sendable {
  /// Where it began, in beats of the musical clock.
  var beat: Double

  /// Where it ended; `nil` while it sounds.
  var end: Double?

  /// MIDI key.
  var key: Int
}
