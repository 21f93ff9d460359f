import Music

/// The memory of a tune: the chord of each beat, and what its repetitions say comes next.
///
/// A tune that repeats is like itself a number of bars ago. Each distance at which the last bars
/// agree with the tune so far votes for the chord that came next back then, and counts the more
/// the longer it agrees: prediction by the longest context that is known, as in Cleary and Teahan,
/// "Unbounded length contexts for PPM" (1997), with room for what was misheard or varied.
struct Form: Sendable {
  /// The chord of each beat from `firstBeat` on; `nil` where none was heard.
  private(set) var chords: [Chord?] = []

  /// What matters of them where the tune is compared with itself, which is done thousands of times a beat.
  private(set) var shapes: [ChordShape] = []

  /// The beat of the first element.
  private(set) var firstBeat = 0

  /// What it was found to be like when it was last compared with itself; `nil` once that is out of date.
  var comparison: Comparison?

  /// The beat from which the bars have been where they are.
  private(set) var turn = Int.min

  /// The longest distance looked back, in bars.
  static let longestPeriod = 64

  /// How many beats are kept.
  static let capacity = 1024

  /// The beat after the last known.
  var endBeat: Int { firstBeat + chords.count }

  /// The chord of a beat, if any was heard.
  func chord(at beat: Int) -> Chord? {
    let index = beat - firstBeat
    return chords.indices.contains(index) ? chords[index] : nil
  }

  /// What matters of the chord of a beat.
  func shape(at beat: Int) -> ChordShape {
    let index = beat - firstBeat
    return shapes.indices.contains(index) ? shapes[index] : .none
  }

  /// Sets the chords of all beats from `beat` until before `end`.
  mutating func set(_ chord: Chord?, from beat: Int, until end: Int) {
    if beat > endBeat + Self.capacity { (chords, shapes, comparison) = ([], [], nil) }
    let shape = chord.map(ChordShape.init) ?? .none
    if chords.isEmpty { firstBeat = beat }
    for position in max(beat, firstBeat)..<max(end, beat, firstBeat) {
      while endBeat <= position {
        chords.append(nil)
        shapes.append(.none)
      }
      if let comparison, position < comparison.end, shapes[position - firstBeat] != shape {
        self.comparison = nil
      }
      chords[position - firstBeat] = chord
      shapes[position - firstBeat] = shape
    }
    let surplus = chords.count - Self.capacity
    guard surplus > 0 else { return }
    chords.removeFirst(surplus)
    shapes.removeFirst(surplus)
    comparison = nil
    firstBeat += surplus
  }

  /// Forgets all, and takes these chords for those of the beats from `beat` on.
  mutating func replace(with chords: [Chord?], from beat: Int) {
    self.chords = chords
    shapes = chords.map { $0.map(ChordShape.init) ?? .none }
    firstBeat = beat
    comparison = nil
  }

  /// Takes in that the bars lie elsewhere from `beat` on.
  mutating func turn(at beat: Int) {
    turn = beat
    comparison = nil
  }

  /// How often the chord changed at the beats `period` apart before `beat`, in the last 16, as far as bars have been
  /// where they are.
  func changes(before beat: Int, every period: Int) -> (count: Int, of: Int) {
    let first = max(firstBeat, turn, beat - 17 * period)
    let past = stride(from: beat - period, to: first, by: -period)
    let known = past.filter { $0 < endBeat }
    return (known.count(where: isChange), known.count)
  }

  func isChange(at beat: Int) -> Bool {
    let shape = shape(at: beat)
    return shape != .none && !shape.isAlike(self.shape(at: beat - 1))
  }
}

extension ChordQuality {
  /// Whether the third, if any, is minor.
  var isMinor: Bool { intervals.contains(3) }
}
