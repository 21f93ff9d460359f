import Music

extension Chord {
  /// Whether a player would take `other` for the same harmony: the same root and mode.
  func isAlike(_ other: Chord?) -> Bool {
    guard let other else { return false }
    return root == other.root && quality.isMinor == other.quality.isMinor
  }

  /// Whether one of the chords holds all notes of the other, so that an ear may confuse them.
  func isRelated(to other: Chord) -> Bool {
    pitchClasses.allSatisfy(other.contains) || other.pitchClasses.allSatisfy(contains)
  }
}
