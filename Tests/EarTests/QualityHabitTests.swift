import Glibc
import Music
import Testing

@testable import Ear

/// Songs of sevenths have sevenths: what the network leaves open goes by what was played before.
@Suite struct QualityHabitTests {
  private static func state(_ quality: ChordQuality) -> Int { quality.rawValue * 12 }

  /// What a network says that finds these qualities on C this probable, and all else alike improbable.
  private static func said(_ probabilities: [ChordQuality: Float]) -> [Float] {
    let left = 1 - probabilities.values.reduce(0, +)
    var said = [Float](
      repeating: left / Float(ChordVocabulary.stateCount - probabilities.count),
      count: ChordVocabulary.stateCount)
    for (quality, probability) in probabilities { said[state(quality)] = probability }
    return said.map { logf($0) }
  }

  private static let unclear = said([.major: 0.6, .dominant7: 0.3])

  private static func habit(of quality: ChordQuality, seconds: Int) -> QualityHabit {
    var habit = QualityHabit(step: 0.1)
    for _ in 0..<seconds * 10 { habit.hear(said([quality: 0.95])) }
    return habit
  }

  @Test func `what is said at first stands as it is`() {
    let weighed = QualityHabit(step: 0.1).weighed(Self.unclear)
    #expect(zip(weighed, Self.unclear).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test(arguments: [ChordQuality.dominant7, .minor7, .diminished7, .major6])
  func `after chords of four notes, one that may be a seventh is one`(_ quality: ChordQuality) {
    let weighed = Self.habit(of: quality, seconds: 20).weighed(Self.unclear)
    #expect(weighed[Self.state(.dominant7)] > weighed[Self.state(.major)])
  }

  @Test func `after triads it is none, and what is clear stays`() {
    let habit = Self.habit(of: .minor, seconds: 20)
    let weighed = habit.weighed(Self.said([.major: 0.3, .dominant7: 0.6]))
    #expect(weighed[Self.state(.dominant7)] < weighed[Self.state(.major)])
    let clear = habit.weighed(Self.said([.major: 0.01, .dominant7: 0.98]))
    #expect(clear[Self.state(.dominant7)] > clear[Self.state(.major)])
  }

  @Test func `each root, and silence, stays as probable as it was`() {
    let weighed = Self.habit(of: .minor7, seconds: 100).weighed(Self.unclear)
    for root in 0..<12 {
      let states = ChordQuality.allCases.map { $0.rawValue * 12 + root }
      let sums = [Self.unclear, weighed].map { said in states.reduce(0) { $0 + expf(said[$1]) } }
      #expect(abs(sums[0] - sums[1]) < 1e-4)
    }
    #expect(weighed[ChordVocabulary.noChord] == Self.unclear[ChordVocabulary.noChord])
  }

  @Test func `another song is another habit`() {
    var habit = Self.habit(of: .dominant7, seconds: 120)
    for _ in 0..<2400 { habit.hear(Self.said([.major: 0.95])) }
    let weighed = habit.weighed(Self.said([.major: 0.45, .dominant7: 0.45]))
    #expect(weighed[Self.state(.dominant7)] < weighed[Self.state(.major)])
  }
}
