import Foundation
import Music
import Testing

@testable import Ear

struct KeyHarmonyTests {
  private let harmony = KeyHarmony()
  private let c = Key(PitchClass(0), .major)
  private let aMinor = Key(PitchClass(9), .minor)

  private func chord(_ root: Int, _ quality: ChordQuality) -> Chord {
    Chord(PitchClass(root), quality)
  }

  @Test func `counts are whole`() {
    let rows = KeyCounts.chords + KeyCounts.beginnings + KeyCounts.changes.flatMap(\.self)
    #expect(rows.count == 2 + 2 + 120)
    #expect(rows.allSatisfy { $0.utf8.count == 60 })
  }

  @Test func `chords of the scale are likelier than others`() {
    #expect(
      harmony.likelihood(of: chord(5, .major), in: c)
        > harmony.likelihood(of: chord(6, .major), in: c))
    #expect(
      harmony.likelihood(of: chord(4, .dominant7), in: aMinor)
        > harmony.likelihood(of: chord(4, .dominant7), in: c))
  }

  @Test func `the likelihoods of all chords of a key add up to one`() {
    let qualities: [ChordQuality] = [.major, .dominant7, .minor, .diminished, .sus4]
    for key in [c, aMinor] {
      let chords = qualities.flatMap { quality in (0..<12).map { chord($0, quality) } }
      let sum = chords.reduce(0) { $0 + exp(Double(harmony.likelihood(of: $1, in: key))) }
      #expect(abs(sum - 1) < 0.05)
    }
  }

  @Test func `songs begin at home`() {
    let begin = chord(9, .minor)
    #expect(
      harmony.likelihood(ofBeginningWith: begin, in: aMinor)
        > harmony.likelihood(ofBeginningWith: begin, in: c) + 1)
  }

  @Test func `the second step leads to the fifth in major, and every key turns alike`() {
    let dMinor = chord(2, .minor7)
    let g7 = chord(7, .dominant7)
    #expect(harmony.lift(of: g7, after: dMinor, in: c) > 0.5)
    let eMinor = chord(4, .minor7)
    let a7 = chord(9, .dominant7)
    let d = Key(PitchClass(2), .major)
    #expect(
      harmony.lift(of: a7, after: eMinor, in: d) == harmony.lift(of: g7, after: dMinor, in: c))
  }

  @Test func `a chord that is only told in more detail is no change`() {
    #expect(harmony.lift(of: chord(0, .major7), after: chord(0, .major), in: c) == 0)
  }
}
