import Music

/// Chords that the ear hears after they have begun.
///
/// Of what is picked, note by note, or struck off the beat, the first notes may belong to the chord before as well: the ear
/// hears the new one half a beat late, or a whole one. Whoever remembered it from there would play it late in every round.
extension Harmony {
  /// The beat from which a chord is remembered that the ear, on consideration, hears to begin at `cell`.
  ///
  /// That is the first of the bar rather than the second, where chords have often been heard to change on the one, and
  /// less on the other.
  func origin(of cell: Int, grid: BarGrid) -> Int {
    let downbeat = cell - 1
    guard grid.beatsPerBar > 2, grid.position(of: downbeat) == 0, !form.isChange(at: downbeat),
      isChangeUsual(at: downbeat, grid: grid), !isChangeUsual(at: cell, grid: grid)
    else { return cell }
    let counts = [downbeat, cell].map { form.changes(before: $0, every: grid.beatsPerBar).count }
    return counts[0] > counts[1] ? downbeat : cell
  }

  /// Where a chord began that is heard at `cell`: on the first of the bar, if it was foretold for that and is not given
  /// up.
  func beginning(of chord: Chord, heardAt cell: Int, grid: BarGrid) -> Int {
    let downbeat = grid.downbeat(before: cell)
    guard let heard, downbeat > heard.beat, chord.isAlike(self.chord(at: cell)),
      foretold[downbeat]?.chord.isAlike(chord) == true
    else { return cell }
    return downbeat
  }
}
