/// A note of a bass pattern, said relative to the chord.
package struct BassStep: Hashable, Sendable {
  /// How the note is found.
  package enum Pitch: Hashable, Sendable {
    /// A degree of the chord, 1 to 8, and octaves up from where it usually lies.
    case degree(Int, octave: Int)

    /// A step of a line that walks towards the next chord.
    case walk

    /// A note that leads into the root of the next chord.
    case approach

    /// Whether it is told by the chord alone.
    var isDegree: Bool { if case .degree = self { true } else { false } }
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
