/// What a melody is about to do when it has come to its next note, whose pitch is open.
package struct PitchFacts: Sendable {
  /// Semitones up or down to the next note, in the order of the answers.
  package static let intervals = -12...12

  static let sizes =
    Array(repeating: intervals.count + 1, count: 4)
    + [RhythmFacts.gaps.count + 1, RhythmFacts.placeCount, RhythmFacts.metreCount, 13, 14, 13, 13]

  /// The last intervals in semitones, the latest first; at most four count.
  package var past: [Int] = []

  /// Ticks from the last note to this one.
  package var gap = 12

  /// Where the note starts, in ticks from the downbeat.
  package var place = 0
  package var beatsPerBar = 4

  /// Semitones of the last note above the root of the chord that sounds now, 0 to 11.
  package var degree: Int?

  /// The chord's quality, a number from 0 to 12.
  package var quality: Int?

  /// Semitones of the root above the tonic of the key signature, where the key is known.
  package var root: Int?

  /// Semitones of the last note above that tonic.
  package var step: Int?

  package init() {}

  /// The number of each fact, as in training/melody.py.
  var values: [Int] {
    let reach = Self.intervals.upperBound
    var values = past.prefix(4).map { 1 + reach + min(reach, max(-reach, $0)) }
    values += Array(repeating: 0, count: 4 - values.count)
    values += [
      RhythmFacts.gapClass(gap), RhythmFacts.placeClass(place),
      min(RhythmFacts.metreCount - 1, beatsPerBar),
    ]
    return values + [degree ?? 12, quality ?? 13, root ?? 12, step ?? 12]
  }
}
