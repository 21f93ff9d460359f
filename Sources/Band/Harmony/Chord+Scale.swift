import Music

extension Chord {
  /// The scale that goes with the chord, in semitones above the root.
  var scale: [Int] {
    switch quality {
    case .major, .major7, .major6: [0, 2, 4, 5, 7, 9, 11]
    case .dominant7, .sus4, .sus2: [0, 2, 4, 5, 7, 9, 10]
    case .minor, .minor7, .minor6: [0, 2, 3, 5, 7, 9, 10]
    case .halfDiminished7: [0, 1, 3, 5, 6, 8, 10]
    case .diminished, .diminished7: [0, 2, 3, 5, 6, 8, 9, 11]
    case .augmented: [0, 2, 4, 6, 8, 10]
    }
  }

  /// The notes that a melody over the chord moves in: those of `key`, if the chord belongs to it, or
  /// else those of the chord's own scale.
  func scale(in key: Key?) -> PitchClassSet {
    let own = PitchClassSet(scale.map(root.raised(by:)))
    guard let key else { return own }
    let notes = PitchClassSet(key.scale)
    return notes.isSuperset(of: PitchClassSet(pitchClasses)) ? notes : own
  }
}
