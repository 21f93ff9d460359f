import Band
import Chart
import Music
import Testing

@Suite struct ChartFollowerTests {
  private let verse = ["C:maj", "A:min", "F:maj", "G:maj"]
  private let bridge = ["Eb:maj", "Bb:maj", "Ab:maj", "Db:maj"]

  /// A chart of two sections, each played twice in a row.
  private var song: Chart {
    var chart = Chart()
    let labels = verse + verse + bridge + bridge
    chart.bars = labels.map { .init(beats: 4, chords: [ChartChord(0, chord($0))]) }
    chart.sections = [.init(name: "verse", bar: 0), .init(name: "bridge", bar: 8)]
    return chart
  }

  private func rehearsal(_ song: @escaping (Int) -> Chord?) throws -> Rehearsal {
    var rehearsal = try Rehearsal(Styles.load("rock"), song: song)
    rehearsal.composer.source = ChartFollower(self.song)
    return rehearsal
  }

  /// The bars from `first` to `last` whose downbeat the bass meets with the root of the true chord.
  private func met(_ rehearsal: Rehearsal, _ bars: Range<Int>) -> [Int] {
    bars.filter { bar in
      guard let sound = rehearsal.bass(at: Double(bar * 4) + 0.06) else { return false }
      return abs(sound.start - Double(bar * 4)) < 0.05
        && PitchClass(Int(sound.key)) == rehearsal.song(bar * 4)?.root
    }
  }

  @Test func `with a chart the bass is on the beat in the first pass`() throws {
    var rehearsal = try rehearsal(loop(verse + verse + bridge + bridge))
    rehearsal.play(until: 76)
    #expect(met(rehearsal, 4..<18) == Array(4..<18))
    #expect(rehearsal.stage.faults == [])
  }

  @Test func `a player who jumps to another section is found within two bars`() throws {
    let tune = loop(verse + verse + bridge + bridge)
    // From the sixth bar to the bridge, three bars early.
    var rehearsal = try rehearsal { $0 < 20 ? tune($0) : tune($0 + 12) }
    rehearsal.play(until: 52)
    #expect(met(rehearsal, 7..<12) == Array(7..<12))
  }

  @Test func `a player who says where he goes on is met in the very next bar`() throws {
    let tune = loop(verse + verse + bridge + bridge)
    var rehearsal = try rehearsal { $0 < 24 ? tune($0) : tune($0 + 8) }
    rehearsal.play(until: 21)
    #expect(rehearsal.composer.place?.bar == 5)
    rehearsal.composer.go(toBar: 8)
    rehearsal.play(until: 39)
    #expect(met(rehearsal, 6..<9) == [6, 7, 8])
    #expect(rehearsal.composer.place?.bar == 11)
    #expect(rehearsal.composer.place?.section == 1)
    #expect(rehearsal.stage.faults == [])
  }

  @Test func `the place is not told of a player who has left the chart`() throws {
    let other = loop(["E:min", "B:min", "D:maj", "A:maj", "F#:min", "C#:min", "E:maj", "B:maj"])
    var rehearsal = try rehearsal(other)
    rehearsal.play(until: 40)
    #expect(rehearsal.composer.place == nil)
  }

  @Test func `a player who leaves the chart is listened to, and met again when he comes back`()
    throws
  {
    let tune = loop(verse + verse + bridge + bridge)
    let other = loop(["E:min", "B:min", "D:maj", "A:maj", "F#:min", "C#:min", "E:maj", "B:maj"])
    var rehearsal = try rehearsal { beat in
      beat < 32 || beat >= 64 ? tune(beat) : other(beat - 32)
    }
    rehearsal.play(until: 96)
    for bar in 10..<16 {
      let sound = try #require(rehearsal.bass(at: Double(bar * 4) + 0.6), "bar \(bar)")
      #expect(PitchClass(Int(sound.key)) == rehearsal.song(bar * 4)?.root, "bar \(bar)")
    }
    #expect(met(rehearsal, 19..<23) == Array(19..<23))
  }

  @Test func `a player who begins with another section is found by its second chord`() throws {
    let tune = loop(verse + verse + bridge + bridge)
    var rehearsal = try rehearsal { tune($0 + 32) }
    rehearsal.play(until: 40)
    #expect(met(rehearsal, 4..<9) == Array(4..<9))
  }

  @Test func `an ear that errs does not lose the place`() throws {
    var rehearsal = try rehearsal(loop(verse + verse + bridge + bridge))
    var dice = Dice(seed: 3)
    for beat in 8..<100 where dice.chance(0.05) {
      let time = Double(beat) + 0.6
      rehearsal.hearings += [
        .init(time: time, chord: dice.chord(), beat: Double(beat) + 0.1),
        .init(time: time + 0.5, chord: rehearsal.song(beat), beat: Double(beat) + 0.2),
      ]
    }
    rehearsal.play(until: 100)
    #expect(met(rehearsal, 4..<24).count >= 18)
  }
}
