import Music

/// What was lately said of the bass.
struct HeardBass {
  /// How much of it is left a frame later, and by how much, as a logarithm of a probability, another note than
  /// the root has to lead to be the bass.
  private static let memory: Float = 0.7
  private static let margin: Float = 1

  private var said = [Float](repeating: 0, count: 12)

  mutating func hear(_ news: [Float]) {
    for index in said.indices {
      said[index] = Self.memory * said[index] + (1 - Self.memory) * news[index]
    }
  }

  /// The chord over whichever of its notes clearly is the bass.
  func inverted(_ chord: Chord) -> Chord {
    guard let lowest = chord.pitchClasses.max(by: { said[$0.semitones] < said[$1.semitones] }),
      said[lowest.semitones] > said[chord.root.semitones] + Self.margin
    else { return chord }
    return Chord(chord.root, chord.quality, bass: lowest)
  }
}
