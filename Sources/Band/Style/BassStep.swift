package import Music

/// A note of a bass pattern, said relative to the chord.
package struct BassStep: Hashable, Sendable {
  /// How the note is found.
  package enum Pitch: Hashable, Sendable {
    /// A degree of the chord, 1 to 8, and octaves up from where it usually lies.
    case degree(Int, octave: Int)

    /// So many semitones above the root, whatever the chord, or one less where it `falls` and the chord is
    /// minor, and octaves up from there.
    case interval(Int, falls: Bool, octave: Int)

    /// A step of a line that walks towards the next chord.
    case walk

    /// A note that leads into the root of the next chord.
    case approach

    /// Whether it is told by the chord alone.
    var isOfChord: Bool {
      switch self {
      case .degree, .interval: true
      case .walk, .approach: false
      }
    }

    /// Semitones above the root of `chord`; `nil` where the chord alone does not tell.
    package func semitones(above chord: Chord) -> Int? {
      switch self {
      case .degree(let degree, let octave): chord.quality.interval(ofDegree: degree) + 12 * octave
      case .interval(let semitones, let falls, let octave):
        semitones - (falls && chord.quality.isMinor ? 1 : 0) + 12 * octave
      case .walk, .approach: nil
      }
    }
  }

  package var pitch: Pitch
  package var isAccented: Bool

  /// How often it is played, 0 to 1.
  package var chance: Double

  package init(pitch: Pitch, isAccented: Bool, chance: Double) {
    self.pitch = pitch
    self.isAccented = isAccented
    self.chance = chance
  }
}
