import Band
import Chart
import Music
import Testing

/// The bass where chords change.
@Suite struct BassChangeTests {
  /// What the bass plays of a chart in 4/4 from its second round on, by beat, in the order of its notes.
  private func line(_ style: String, _ bars: [[String]]) throws -> [(beat: Double, key: Int)] {
    let chords = bars.flatMap { bar in
      bar.flatMap { symbol in Array(repeating: Chord(symbol: symbol), count: 4 / bar.count) }
    }
    var rehearsal = try Rehearsal(Styles.load(style)) { chords[max(0, $0) % chords.count] }
    var chart = Songbook.chart(Array(repeating: "C:maj", count: bars.count))
    for (bar, symbols) in bars.enumerated() {
      chart.bars[bar].chords = symbols.enumerated().map { index, symbol in
        ChartChord(Double(index * 4 / symbols.count), Chord(symbol: symbol))
      }
    }
    rehearsal.composer.source = ChartFollower(chart)
    rehearsal.play(until: Double(3 * chords.count + 1))
    return rehearsal.stage.sounds.filter {
      $0.part == .bass && $0.start > Double(chords.count) - 0.1
    }
    .sorted { $0.start < $1.start }.map { ($0.start - Double(chords.count), Int($0.key)) }
  }

  @Test(arguments: ["ballad", "bossa", "rock", "swing", "country", "reggae"])
  func `a chord that stays while its bass moves takes the bass along`(style: String) throws {
    let notes = try line(style, [["C", "C/B"], ["Am", "Am/G"], ["F", "F/E"], ["Dm7", "G7"]])
    for (beat, key) in [(2, 11), (4, 9), (6, 7), (8, 5), (10, 4), (12, 2), (14, 7)] {
      let note = notes.last { $0.beat < Double(beat) + 0.2 }
      #expect(note.map { $0.beat > Double(beat) - 0.2 && $0.key % 12 == key } == true, "\(beat)")
    }
  }

  @Test(arguments: ["swing", "country", "folk"])
  func `a walk does not come to the next root before its beat`(style: String) throws {
    let changes = [
      ["G", "C"], ["D", "G"], ["Em", "C"], ["Am", "D"], ["Ab"], ["Db"], ["Eb7"], ["Ab"],
    ]
    let notes = try line(style, changes)
    let early = zip(notes, notes.dropFirst()).filter { one, two in
      let isChange = abs(two.beat - two.beat.rounded()) < 0.1 && Int(two.beat.rounded()) % 2 == 0
      return isChange && one.key % 12 == two.key % 12 && one.beat > two.beat - 1.2
    }
    #expect(notes.count > 40 && early.count < 3, "\(early)")
  }

  @Test(arguments: ["ballad", "bossa", "waltz", "rock", "folk", "samba"])
  func `a fifth that leads to another chord lies within an octave of it`(style: String) throws {
    let bars = [["D"], ["G"], ["F"], ["Bb"], ["Eb"], ["Ab"], ["E"], ["A"]]
    let notes = try line(style, bars)
    let roots = bars.compactMap { Chord(symbol: $0[0])?.root.semitones }
    let leaps = zip(notes, notes.dropFirst()).filter { one, two in
      let root = roots[Int(max(0, one.beat + 0.1)) / 4 % bars.count]
      return abs(one.key - two.key) > 12 && (one.key - root) % 12 == 7
    }
    #expect(notes.count > 30 && leaps.isEmpty, "\(leaps)")
  }

  @Test func `a sixth over a half-diminished chord is a minor one`() {
    let sixth = BassStep.Pitch.degree(6, octave: 0)
    #expect(sixth.semitones(above: Chord(PitchClass(11), .halfDiminished7)) == 8)
    #expect(sixth.semitones(above: Chord(PitchClass(11), .minor7)) == 9)
  }
}
