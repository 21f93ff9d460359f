import Music

/// A beat that is being composed, and what its notes depend upon.
struct Cell {
  let beat: Int

  /// Bars since the band entered.
  let bar: Int

  /// Beats since the downbeat of the groove's bar, which may be shorter than the player's.
  let place: Int

  /// Beats in a bar of the groove.
  let barBeats: Int

  /// Beats a minute.
  let tempo: Double

  /// What velocities are multiplied by.
  let dynamics: Double

  /// The key of the tune; `nil` while it is not known.
  let key: Key?

  /// The chord of this beat and of those that follow, `nil` from where on they are not known.
  let outlook: [Chord?]

  /// The beat at which the tune ends, where it is about to.
  let finalBeat: Int?

  /// The chord of this beat.
  var chord: Chord? { outlook.first ?? nil }

  /// The chord of the beat after, where it is known.
  var nextChord: Chord? { outlook.dropFirst().first ?? nil }

  /// The first beat after `beat` whose chord is another or not known, or where the tune ends.
  func changeBeat(after beat: Int) -> Int { first(after: beat) { !$0.isAlike($1) } }

  /// The first beat after `beat` at which the bass has to move, or where the chord is not known, or the tune ends.
  func bassChangeBeat(after beat: Int) -> Int { first(after: beat) { $0.movesBass(to: $1) } }

  private func first(after beat: Int, isChange: (Chord, Chord) -> Bool) -> Int {
    let change = outlook.indices.dropFirst(beat - self.beat + 1).first { index in
      guard let chord = outlook[index], let before = outlook[index - 1] else { return true }
      return isChange(before, chord)
    }
    return min(self.beat + (change ?? 1000), finalBeat ?? Int.max)
  }
}
