import Glibc
import Music
import Testing

@testable import Ear

/// A third that is not played is the song's.
@Suite struct ThirdHabitTests {
  private static let everywhere = [Float](repeating: 1, count: 12)
  private static let nowhere = [Float](repeating: 0, count: 12)

  private static func state(_ root: Int, _ quality: ChordQuality) -> Int {
    quality.rawValue * 12 + root
  }

  /// What a network says that finds these states this probable, and all else alike improbable.
  private static func said(_ probabilities: [Int: Float]) -> [Float] {
    let left = 1 - probabilities.values.reduce(0, +)
    var said = [Float](
      repeating: left / Float(ChordVocabulary.stateCount - probabilities.count),
      count: ChordVocabulary.stateCount)
    for (state, probability) in probabilities { said[state] = probability }
    return said.map { logf($0) }
  }

  /// A habit of ten seconds of each of these triads.
  private static func habit(_ triads: [(Int, ChordQuality)]) -> ThirdHabit {
    var habit = ThirdHabit(step: 0.1)
    for (root, quality) in triads {
      for _ in 0..<100 { habit.hear(said([state(root, quality): 0.95]), open: nowhere) }
    }
    return habit
  }

  private static let major = said([state(5, .major): 0.7, state(5, .minor): 0.2])
  private static let aFlat: [(Int, ChordQuality)] = [(8, .major), (1, .major), (3, .major)]

  @Test func `where nothing was played yet, what is said stands`() {
    let weighed = ThirdHabit(step: 0.1).weighed(Self.major, open: Self.everywhere)
    #expect(zip(weighed, Self.major).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test func `an open fifth among flats is minor, and a third that sounds is what it is`() {
    let habit = Self.habit(Self.aFlat)
    let weighed = habit.weighed(Self.major, open: Self.everywhere)
    #expect(weighed[Self.state(5, .minor)] > weighed[Self.state(5, .major)])
    #expect(habit.weighed(Self.major, open: Self.nowhere) == Self.major)
  }

  @Test func `an open fifth among naturals is major, whatever is said`() {
    let minor = Self.said([Self.state(5, .major): 0.2, Self.state(5, .minor): 0.7])
    let weighed = Self.habit([(0, .major), (9, .minor)]).weighed(minor, open: Self.everywhere)
    #expect(weighed[Self.state(5, .major)] > weighed[Self.state(5, .minor)])
  }

  @Test func `thirds that do not sound teach nothing`() {
    var habit = Self.habit(Self.aFlat)
    for _ in 0..<600 { habit.hear(Self.major, open: Self.everywhere) }
    let weighed = habit.weighed(Self.major, open: Self.everywhere)
    #expect(weighed[Self.state(5, .minor)] > weighed[Self.state(5, .major)])
  }

  @Test func `each root, and silence, stays as probable as it was`() {
    let weighed = Self.habit(Self.aFlat).weighed(Self.major, open: Self.everywhere)
    for root in 0..<12 {
      let states = ChordQuality.allCases.map { $0.rawValue * 12 + root }
      let sums = [Self.major, weighed].map { said in states.reduce(0) { $0 + expf(said[$1]) } }
      #expect(abs(sums[0] - sums[1]) < 1e-4)
    }
    #expect(weighed[ChordVocabulary.noChord] == Self.major[ChordVocabulary.noChord])
  }

  @Test func `a fifth is open where no third stands in it`() {
    var chroma = Chroma([])
    chroma.treble[5] = 0.8
    chroma.treble[0] = 0.6
    #expect(chroma.openFifths == (0..<12).map { $0 == 5 ? 1 : 0 })
    chroma.treble[8] = 0.2
    #expect(chroma.openFifths.allSatisfy { $0 == 0 })
  }
}
