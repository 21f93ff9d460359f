import Music

/// Where a note of a line stands, and what it has to fit.
struct NotePlace {
  /// Ticks since beat 0 of the musical clock, and since the downbeat.
  let tick: Int
  let place: Int
  let beatsPerBar: Int

  /// The chord that sounds there, and the player's key.
  let chord: Chord
  let key: Key?

  /// The keys it may have.
  let range: ClosedRange<Int>

  /// The key that a figure of the player's would have here.
  let wish: Int?

  /// Whether it has to be a note of the chord: on a strong beat, or where a phrase begins or ends.
  let isFirm: Bool

  /// The chord of the next note, where that follows at once and has to be a note of it.
  let landing: Chord?
}
