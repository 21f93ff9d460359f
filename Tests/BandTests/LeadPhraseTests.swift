import Music
import Testing

@testable import Band

/// What a soloist answers to phrases as players play them.
@Suite struct LeadPhraseTests {
  /// A player's four bars, the tune below them, and the key.
  struct Phrase: Sendable, CustomTestStringConvertible {
    let name: String
    let style: String
    let tempo: Double
    let chords: [String]
    let key: Key

    /// Beats from the first of the four bars on, with keys; a note lasts until the next or for a beat.
    let notes: [(beat: Double, key: Int)]

    var testDescription: String { name }

    var range: ClosedRange<Int> {
      let keys = notes.map(\.key)
      return (keys.min() ?? 60)...(keys.max() ?? 72)
    }
  }

  static let blues = Phrase(
    name: "a blues in A", style: "shuffle", tempo: 112, chords: ["A:7", "D:7", "A:7", "E:7"],
    key: Key(PitchClass(9), .major),
    notes: [
      (0, 69), (0.67, 72), (1, 73), (1.67, 76), (2, 79), (2.67, 76), (3, 73), (4.67, 74), (5, 72),
      (5.67, 69), (6, 67), (8, 69), (8.67, 72), (9, 73), (9.67, 76), (10, 81), (12, 79),
      (12.67, 76),
      (13, 74), (13.67, 71), (14, 68),
    ])

  static let ballad = Phrase(
    name: "a ballad in E flat", style: "ballad", tempo: 66,
    chords: ["Eb:maj7", "C:min7", "F:min7", "Bb:7"], key: Key(PitchClass(3), .major),
    notes: [(0, 67), (1.5, 70), (2, 74), (4, 75), (6, 70), (8, 68), (9, 72), (10, 75), (12, 74)])

  static let bebop = Phrase(
    name: "eighths over changes", style: "swing", tempo: 168,
    chords: ["D:min7", "G:7", "C:maj7", "A:7"], key: Key(PitchClass(0), .major),
    notes: [
      74, 77, 81, 84, 83, 81, 79, 77, 76, 74, 71, 74, 72, 76, 79, 83, 81, 79, 77, 76, 73, 76, 79,
      82,
    ].enumerated().map { (Double($0 / 2) + ($0 % 2 == 0 ? 0 : 0.67), $1) })

  static let low = Phrase(
    name: "a low riff in E minor", style: "rock", tempo: 124,
    chords: ["E:min", "E:min", "G:maj", "A:maj"], key: Key(PitchClass(4), .minor),
    notes: (0..<4).flatMap { bar in
      [(0, 52), (0.5, 52), (1, 55), (1.5, 57), (2.5, 55), (3, 52)].map {
        ($0.0 + Double(4 * bar), $0.1)
      }
    })

  static let phrases = [blues, ballad, bebop, low]

  /// Eight rounds of four bars, the player's and the soloist's in turn.
  private func trade(_ phrase: Phrase, seed: Int) throws -> Jam {
    var jam = try Jam(phrase.style, seed: UInt64(seed), song: loop(phrase.chords))
    jam.tempo = phrase.tempo
    jam.soloist.key = phrase.key
    jam.line = stride(from: 0.0, to: 128, by: 32).flatMap { start in
      phrase.notes.indices.map { index in
        let (beat, key) = phrase.notes[index]
        let next = index + 1 < phrase.notes.count ? phrase.notes[index + 1].beat : beat + 1
        return Jam.Note(beat: start + beat, end: start + min(next - 0.05, beat + 1), key: key)
      }
    }
    jam.soloist.hear(bandPlays: true, at: 0)
    jam.play(until: 128)
    return jam
  }

  /// What the soloist plays in its turns after the first, in which it still has to hear the chords.
  private func answers(_ phrase: Phrase, seed: Int) throws -> [[Stage.Sound]] {
    let sounds = try trade(phrase, seed: seed).sounds
    return [3, 5, 7].map { turn in sounds.filter { Int($0.start + 0.1) / 16 == turn } }
  }

  @Test(arguments: phrases, 1...3)
  func `it answers in the player's register`(phrase: Phrase, seed: Int) throws {
    for answer in try answers(phrase, seed: seed) {
      let keys = answer.map { Int($0.key) }.sorted()
      let (low, high) = (phrase.range.lowerBound, phrase.range.upperBound)
      let range = (low - 3)...(max(high, low + 12) + 3)
      #expect(keys.allSatisfy(range.contains), "\(keys) for \(phrase.range)")
    }
  }

  @Test(arguments: phrases, 1...3)
  func `it plays about as many notes as the player`(phrase: Phrase, seed: Int) throws {
    let counts = try answers(phrase, seed: seed).map(\.count)
    let mean = Double(counts.reduce(0, +)) / Double(counts.count)
    let wanted = Double(phrase.notes.count)
    #expect((0.55 * wanted...1.5 * wanted).contains(mean), "\(counts) for \(phrase.notes.count)")
  }

  @Test(arguments: phrases, 1...3)
  func `its notes are of the chord, of the key, or lead into one of the chord`(
    phrase: Phrase, seed: Int
  ) throws {
    let song = loop(phrase.chords)
    let scale = PitchClassSet(phrase.key.scale)
    for answer in try answers(phrase, seed: seed) {
      var strange = 0
      for (index, sound) in answer.enumerated() {
        let chord = try #require(song(Int(sound.start + 0.1)))
        let key = Int(sound.key)
        if chord.contains(PitchClass(key)) || scale.contains(PitchClassSet(key)) { continue }
        let leads = index + 1 < answer.count && abs(Int(answer[index + 1].key) - key) == 1
        if !leads { strange += 1 }
      }
      #expect(Double(strange) <= 0.1 * Double(answer.count), "\(answer.map(\.key))")
    }
  }

  @Test(arguments: phrases, 1...3)
  func `its lines sing: steps more than leaps, and no note hammered`(phrase: Phrase, seed: Int)
    throws
  {
    let lines = try answers(phrase, seed: seed).map { $0.map { Int($0.key) } }
    let leaps = lines.flatMap { zip($0.dropFirst(), $0).map { abs($0 - $1) } }
    #expect(leaps.allSatisfy { $0 <= 12 }, "\(lines)")
    #expect(Double(leaps.count { $0 <= 4 }) >= 0.6 * Double(leaps.count), "\(lines)")
    for line in lines {
      let hammered = zip(line, zip(line.dropFirst(), line.dropFirst(2))).count {
        $0 == $1.0 && $0 == $1.1
      }
      #expect(hammered == 0, "\(line)")
    }
  }
}
