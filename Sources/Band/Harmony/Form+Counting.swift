extension Form {
  /// Counts the beats before `beat` anew, of which there are `ratio` times as many as was thought.
  ///
  /// Where a change of chord then falls between two beats, it counts from the later one on.
  mutating func recount(before beat: Int, by ratio: Double) {
    let past = beat - firstBeat
    guard past > 0, beat <= endBeat else { return }
    let count = min(Self.capacity, Int((Double(past) * ratio).rounded(.down)))
    let kept = Array(chords.dropFirst(past))
    let origins = stride(from: count, to: 0, by: -1).map { distance in
      past - Int((Double(distance) / ratio - 1e-6).rounded(.up))
    }
    replace(with: origins.map { chords[max(0, $0)] } + kept, from: beat - count)
    turn(at: beat)
  }
}
