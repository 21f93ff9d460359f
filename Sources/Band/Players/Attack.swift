/// A note or chord that a player of the band starts within a beat, where and how long.
struct Attack<Event> {
  /// In beats of the musical clock, before swing and feel.
  let start: Double

  /// Where it ends by the pattern, whatever the chords do.
  let end: Double

  /// What the pattern says; `nil` where the note only goes on over a change of chord.
  let event: Event?
  let index: Int
  let isTriplet: Bool
}

extension Attack {
  /// Where it ends if it may not last beyond `limit`.
  func end(before limit: Int) -> Double { limit < Int.max ? min(end, Double(limit)) : end }
}

extension Cell {
  /// What `spans` start within this beat.
  ///
  /// `isSounding` tells whether a note of the part goes on into this beat; where none does though
  /// the pattern holds one, because the chord changed, it is struck anew.
  func attacks<Event>(_ spans: [Span<Event>], at position: Int, isSounding: Bool)
    -> [Attack<Event>]
  {
    let downbeat = Double(beat - position)
    let here = Double(position)
    let own = spans.filter { $0.start > here - 0.01 && $0.start < here + 0.99 }
    var attacks = own.map { span in
      Attack<Event>(
        start: downbeat + span.start, end: downbeat + span.end, event: span.event,
        index: span.index, isTriplet: span.isTriplet)
    }
    let isStruck = own.first.map { $0.start < here + 0.01 } ?? false
    let held = spans.last { $0.start < here - 0.01 && $0.end > here + 0.2 }
    if let held, !isSounding, !isStruck {
      let renewal = Attack<Event>(
        start: Double(beat), end: downbeat + held.end, event: nil, index: held.index,
        isTriplet: held.isTriplet)
      attacks.insert(renewal, at: 0)
    }
    return attacks
  }
}
