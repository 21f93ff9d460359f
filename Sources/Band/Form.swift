import Music

/// The memory of a tune: the chord of each beat, and what its repetitions say comes next.
///
/// A tune that repeats is like itself a number of bars ago. Each distance at which the last bars
/// agree with the tune so far votes for the chord that came next back then; longer agreement
/// weighs more.
struct Form: Sendable {
  /// The chord of each beat from `firstBeat` on; `nil` where none was heard.
  private(set) var chords: [Chord?] = []

  /// The beat of the first element.
  private(set) var firstBeat = 0

  /// The longest distance looked back, in bars.
  private static let longestPeriod = 32

  /// How many beats are kept.
  private static let capacity = 1024

  /// The beat after the last known.
  var endBeat: Int { firstBeat + chords.count }

  /// The chord of a beat, if any was heard.
  func chord(at beat: Int) -> Chord? {
    let index = beat - firstBeat
    return chords.indices.contains(index) ? chords[index] : nil
  }

  /// Sets the chords of all beats from `beat` until before `end`.
  mutating func set(_ chord: Chord?, from beat: Int, until end: Int) {
    if beat > endBeat + Self.capacity { chords = [] }
    if chords.isEmpty { firstBeat = beat }
    for position in max(beat, firstBeat)..<max(end, beat, firstBeat) {
      while endBeat <= position { chords.append(nil) }
      chords[position - firstBeat] = chord
    }
    let surplus = chords.count - Self.capacity
    guard surplus > 0 else { return }
    chords.removeFirst(surplus)
    firstBeat += surplus
  }

  /// The chord that the repetitions of the tune say begins or goes on at `beat`.
  ///
  /// It is `nil` where the tune has not come round, or its repetitions disagree. `known` is the
  /// first beat that is not known for certain yet, `current` the chord before `beat`.
  func prediction(
    at beat: Int, known: Int, current: Chord?, beatsPerBar: Int
  ) -> Chord? {
    var votes: [(chord: Chord, weight: Double)] = []
    for bars in 1...Self.longestPeriod {
      let lag = bars * beatsPerBar
      guard beat - lag > firstBeat, let past = chord(at: beat - lag) else { continue }
      let agreement = agreement(at: lag, before: min(known, endBeat), beatsPerBar: beatsPerBar)
      guard agreement > 0 else { continue }
      let isChange = !past.isAlike(chord(at: beat - lag - 1))
      guard let vote = isChange ? past : current else { continue }
      votes.append((vote, agreement))
    }
    return Self.winner(of: votes)
  }

  /// How often the chord changed at the beats `period` apart before `beat`, in the last 16.
  func changes(before beat: Int, every period: Int) -> (count: Int, of: Int) {
    let past = stride(from: beat - period, to: max(firstBeat, beat - 17 * period), by: -period)
    let known = past.filter { $0 < endBeat }
    return (known.count(where: isChange), known.count)
  }

  /// The chord with most of the votes, if those for its like are a clear majority.
  private static func winner(of votes: [(chord: Chord, weight: Double)]) -> Chord? {
    let total = votes.reduce(0) { $0 + $1.weight }
    for (chord, _) in votes {
      let alike = votes.filter { $0.chord.isAlike(chord) }
      guard alike.reduce(0, { $0 + $1.weight }) >= 0.6 * total else { continue }
      return alike.max { first, second in
        alike.weight(of: first.chord) < alike.weight(of: second.chord)
      }?.chord
    }
    return nil
  }

  /// How long and how well the tune before `end` agrees with itself `lag` beats ago.
  ///
  /// - Returns: 0 where that is too little to build upon: less than two bars and a change of
  ///   chord (or eight bars without one), or a recent bar that was different.
  private func agreement(at lag: Int, before end: Int, beatsPerBar: Int) -> Double {
    var matched = 0.0
    var length = 0
    var changes = 0
    var recent = 0.0
    let oldest = max(firstBeat + lag, end - 16 * beatsPerBar)
    for beat in stride(from: end - 1, through: oldest, by: -1) {
      let likeness = likeness(at: beat, lag: lag)
      length += 1
      matched += likeness
      guard matched >= 0.85 * Double(length) || length <= beatsPerBar else {
        length -= 1
        matched -= likeness
        break
      }
      if length <= beatsPerBar { recent = matched / Double(length) }
      if likeness == 1, beat - lag > firstBeat, isChange(at: beat), isChange(at: beat - lag) {
        changes += 1
      }
    }
    let needed = (changes > 0 ? 2 : 8) * beatsPerBar
    guard length >= needed, matched >= 0.85 * Double(length), recent >= 0.75 else { return 0 }
    return matched * matched
  }

  private func likeness(at beat: Int, lag: Int) -> Double {
    guard let chord = chord(at: beat), let past = self.chord(at: beat - lag) else { return 0 }
    if chord.isAlike(past) { return 1 }
    if chord.root == past.root { return 0.5 }
    let shared = chord.pitchClasses.count { past.contains($0) }
    return shared >= 2 ? 0.4 : 0
  }

  private func isChange(at beat: Int) -> Bool {
    guard let chord = chord(at: beat) else { return false }
    return !chord.isAlike(self.chord(at: beat - 1))
  }
}

extension [(chord: Chord, weight: Double)] {
  fileprivate func weight(of chord: Chord) -> Double {
    reduce(0) { $0 + ($1.chord == chord ? $1.weight : 0) }
  }
}

extension ChordQuality {
  /// Whether the third, if any, is minor.
  var isMinor: Bool { intervals.contains(3) }
}
