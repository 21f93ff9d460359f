/// What a melody has done so far in time, when it is open how long its next note waits.
package struct RhythmFacts: Sendable {
  /// Ticks in a beat.
  package static let ticks = 12

  /// Ticks from note to note, in the order of the answers.
  package static let gaps = [3, 4, 6, 8, 9, 12, 18, 24, 36, 48]

  static let placeCount = 48
  static let metreCount = 8
  static let sizes = Array(repeating: gaps.count + 1, count: 3) + [placeCount, metreCount]

  /// The last gaps in ticks, the latest first; at most three count.
  package var past: [Int] = []

  /// Where the last note started, in ticks from the downbeat.
  package var place = 0
  package var beatsPerBar = 4

  package init() {}

  /// The number of each fact, as in training/melody.py.
  var values: [Int] {
    var values = past.prefix(3).map(Self.gapClass)
    values += Array(repeating: 0, count: 3 - values.count)
    return values + [Self.placeClass(place), min(Self.metreCount - 1, beatsPerBar)]
  }

  /// 1 for the shortest of ``gaps``, by the one that is nearest in proportion to it.
  static func gapClass(_ ticks: Int) -> Int {
    let distance = { (gap: Int) in Double(abs(gap - ticks)) / Double(gap) }
    return 1 + (gaps.indices.min { distance(gaps[$0]) < distance(gaps[$1]) } ?? 0)
  }

  static func placeClass(_ ticks: Int) -> Int { min(placeCount - 1, max(0, ticks)) }
}
