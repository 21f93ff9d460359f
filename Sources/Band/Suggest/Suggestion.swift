package import Music

/// What may come next, offered to the player.
package struct Suggestion: Sendable, Equatable {
  /// The chords that may follow the present one, the likeliest first, at most six.
  package var next = ChordForecast()

  /// Beats from now until the next change of chord is expected.
  package var beats = 0

  /// After how many bars the tune comes round, as far as is known; 0 where it has not.
  package var period = 0

  /// Nothing to suggest.
  package init() {}

  /// A chord, and how many beats it lasts.
  package struct Step: Sendable, Equatable {
    package var chord: Chord
    package var beats: Int
  }
}
