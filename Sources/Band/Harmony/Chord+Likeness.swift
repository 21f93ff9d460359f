import Music

extension Chord {
  /// Whether a player would take `other` for the same harmony: the same root and mode.
  func isAlike(_ other: Chord?) -> Bool {
    guard let other else { return false }
    return root == other.root && quality.isMinor == other.quality.isMinor
  }

  /// Whether a bass has to move where `other` follows.
  func movesBass(to other: Chord) -> Bool { !isAlike(other) || bass != other.bass }

  /// Whether one of the chords holds all notes of the other, so that an ear may confuse them.
  func isRelated(to other: Chord) -> Bool {
    pitchClasses.allSatisfy(other.contains) || other.pitchClasses.allSatisfy(contains)
  }
}
