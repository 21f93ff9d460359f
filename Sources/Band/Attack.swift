/// A note or chord that a player of the band starts within a beat, where and how long.
struct Attack<Event> {
  /// In beats of the musical clock, before swing and feel.
  let start: Double
  let end: Double

  /// What the pattern says; `nil` where the note only goes on over a change of chord.
  let event: Event?
  let index: Int
  let isTriplet: Bool
}

extension Cell {
  /// What `spans` start within this beat, cut off where the chord changes or is not known.
  ///
  /// `isSounding` tells whether a note of the part goes on into this beat; where none does though
  /// the pattern holds one, because the chord changed, it is struck anew.
  func attacks<Event>(_ spans: [Span<Event>], at position: Int, isSounding: Bool)
    -> [Attack<Event>]
  {
    let downbeat = Double(beat - position)
    let here = Double(position)
    var attacks: [Attack<Event>] = []
    let own = spans.filter { $0.start > here - 0.01 && $0.start < here + 0.99 }
    let held = spans.last { $0.start < here - 0.01 && $0.end > here + 0.2 }
    if let held, !isSounding, own.first.map({ $0.start > here + 0.01 }) ?? true {
      attacks.append(
        Attack(
          start: downbeat + here, end: min(downbeat + held.end, cutoff), event: nil,
          index: held.index, isTriplet: held.isTriplet))
    }
    for span in own {
      attacks.append(
        Attack(
          start: downbeat + span.start, end: min(downbeat + span.end, cutoff),
          event: span.event, index: span.index, isTriplet: span.isTriplet))
    }
    return attacks
  }

  private var cutoff: Double { changeBeat < Int.max ? Double(changeBeat) : .infinity }
}
