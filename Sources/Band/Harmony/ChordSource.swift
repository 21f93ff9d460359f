package import Music

/// Something that may know the coming chords, such as a chart that is being played.
///
/// The band asks it before its own memory of the tune, on a worker. The same calls must give the
/// same answers.
package protocol ChordSource: Sendable {
  /// Takes in that the player's chord is `chord` from `beat` of the musical clock on; `nil` where no chord
  /// sounds.
  ///
  /// What is heard later about the same or an earlier beat is a correction.
  mutating func hear(_ chord: Chord?, from beat: Int)

  /// Takes in that `beat` is the first of a bar of `beatsPerBar`.
  mutating func follow(downbeat beat: Int, beatsPerBar: Int)

  /// Takes in that the clock has come to `now`, in beats.
  mutating func pass(_ now: Double)

  /// What it knows of the chord at `beat`; nothing where it has lost its place.
  func forecast(at beat: Int) -> ChordForecast

  /// Where the player is at `beat`; `nil` where it has lost him, or has no places.
  func place(at beat: Int) -> ChartPlace?

  /// Takes the player to be at the start of a bar, from 0, at `beat`.
  mutating func go(toBar bar: Int, at beat: Int)

  /// Expects the player to begin at `beat`.
  mutating func expectStart(at beat: Int)

  /// Begins at `beat` with `bar`, from 0, or the first where that is `nil`, and goes on from there until a chord is
  /// heard.
  mutating func begin(withBar bar: Int?, at beat: Int)

  /// The chord it has begun with, or is to begin with, while none was heard; `nil` otherwise.
  var opening: Chord? { get }

  /// Forgets its place: the clock has jumped.
  mutating func reset()
}
