import Foundation
import Music
import Progressions
import TestSupport
import Testing

@testable import Band

@Suite struct SuggesterTests {
  /// The model that comes with the program.
  private static func model() throws -> ProgressionModel {
    try ProgressionModel(Checkout.bytes("models/band.progressions"))
  }

  /// What is suggested after some bars of a loop of chords, a bar each.
  private func suggester(
    _ labels: [String], bars: Int, model: ProgressionModel?
  ) -> Suggester {
    var suggester = Suggester(model)
    suggester.hear(downbeat: 0, beatsPerBar: 4)
    for bar in 0..<bars {
      let beat = Double(bar * 4)
      suggester.advance(to: beat + 0.3, tempo: 100)
      let chord = chord(labels[bar % labels.count])
      suggester.hear(chord, at: beat, isSettled: false)
      suggester.hear(chord, at: beat, isSettled: true)
      for step in 1..<4 { suggester.advance(to: beat + Double(step), tempo: 100) }
    }
    return suggester
  }

  @Test func `once a tune has come round, its own next chord comes first, at its beat`() {
    let suggester = suggester(["C:maj", "Eb:maj", "D:min", "B:maj"], bars: 10, model: nil)
    let suggestion = suggester.suggestion
    #expect(suggestion.next.likeliest?.chord.symbol == "Dm")
    #expect(suggestion.beats == 1)
    #expect(suggestion.period == 4)
  }

  @Test func `before it has, the model knows the common continuations in any key`() throws {
    for raised in [0, 3, 8] {
      let name = { (root: Int) in PitchClass(root + raised).name }
      let labels = [name(0) + ":maj7", name(9) + ":min7", name(2) + ":min7"]
      let suggestion = try suggester(labels, bars: 3, model: Self.model()).suggestion
      let first = try #require(suggestion.next.likeliest)
      #expect(first.chord == Chord(PitchClass(7 + raised), .dominant7))
      #expect(first.probability > 0.4)
    }
  }

  @Test func `without a model nothing is made up`() {
    let suggestion = suggester(["C:maj", "A:min"], bars: 2, model: nil).suggestion
    #expect(suggestion.next.shares.isEmpty)
  }

  @Test func `a mood bends the continuation, and four bars of it are offered`() throws {
    let suggester = try suggester(["C:maj", "A:min", "F:maj"], bars: 3, model: Self.model())
    let suggestion = suggester.suggestion
    let offered = Mood.allCases.map { suggester.continuation(of: suggestion, in: $0) }
    for steps in offered { #expect(steps.reduce(0) { $0 + $1.beats } == 16) }
    let jazzy = offered[Mood.jazzy.rawValue].map(\.chord.quality.intervals.count)
    let plain = offered[Mood.plain.rawValue].map(\.chord.quality.intervals.count)
    let isDark = offered[Mood.dark.rawValue].count { $0.chord.quality.isMinor }
    let isBright = offered[Mood.bright.rawValue].count { $0.chord.quality.isMinor }
    #expect(jazzy.allSatisfy { $0 == 4 } && plain.allSatisfy { $0 == 3 })
    #expect(isDark > isBright)
  }

  @Test func `the same hearings give the same suggestions`() throws {
    let one = try suggester(["C:maj", "A:min", "F:maj"], bars: 7, model: Self.model())
    let other = try suggester(["C:maj", "A:min", "F:maj"], bars: 7, model: Self.model())
    #expect(one.suggestion == other.suggestion)
  }
}
