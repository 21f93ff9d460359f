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
    rehearsal.composer.go(toNextOf: [8])
    rehearsal.play(until: 39)
    #expect(met(rehearsal, 6..<9) == [6, 7, 8])
    #expect(rehearsal.composer.place?.bar == 11)
    #expect(rehearsal.composer.place?.section == 1)
    #expect(rehearsal.stage.faults == [])
  }

  @Test func `a section that comes often is met where it comes next`() throws {
    var song = song
    song.sections = [0, 4, 8, 12].map { .init(name: $0 < 8 ? "Verse" : "bridge", bar: $0) }
    let chart = ChartFollower(song)
    #expect(chart.bars(called: "verse") == [0, 4])
    #expect(chart.bars(called: "Bridge 2") == [12])
    #expect(chart.bars(called: "16") == [15])
    for place in ["17", "0", "-9223372036854775808", "bridge 3", "coda", ""] {
      #expect(chart.bars(called: place) == [], "\(place)")
    }
    var rehearsal = try rehearsal(loop(verse + verse + bridge + bridge))
    rehearsal.play(until: 25)
    rehearsal.composer.go(toNextOf: [0, 4])
    rehearsal.play(until: 28.5)
    #expect(rehearsal.composer.place?.bar == 0)
    rehearsal.composer.go(toNextOf: [0, 4])
    rehearsal.play(until: 32.5)
    #expect(rehearsal.composer.place?.bar == 4)
  }

  @Test func `another chart begins at the bar line, and not before`() throws {
    let tune = loop(verse + verse)
    let next = loop(["Eb:maj", "Bb:maj", "Ab:maj", "Db:maj"])
    var rehearsal = try rehearsal { $0 < 24 ? tune($0) : next($0 - 24) }
    rehearsal.play(until: 21)
    var other = Chart()
    other.bars = bridge.map { .init(beats: 4, chords: [ChartChord(0, chord($0))]) }
    other.sections = [.init(name: "all", bar: 0)]
    rehearsal.composer.change(to: ChartFollower(other), keepsPlace: false)
    rehearsal.play(until: 23)
    #expect(rehearsal.composer.place?.barCount == 16)
    rehearsal.play(until: 41)
    #expect(rehearsal.composer.place?.barCount == 4)
    #expect(met(rehearsal, 4..<10) == Array(4..<10))
    #expect(rehearsal.stage.faults == [])
  }

  @Test func `a chart that was mended goes on at the bar where the player is`() throws {
    let mended = verse + ["C:maj", "A:min", "D:min", "E:maj"] + bridge + bridge
    var rehearsal = try rehearsal(loop(mended))
    rehearsal.play(until: 17)
    var chart = song
    for (bar, label) in mended.enumerated() { chart.bars[bar].chords = [.init(0, chord(label))] }
    rehearsal.composer.change(to: ChartFollower(chart), keepsPlace: true)
    rehearsal.play(until: 37)
    #expect(met(rehearsal, 4..<9) == Array(4..<9))
    #expect(rehearsal.composer.place?.bar == 9)
  }

  @Test func `a chart that is taken away leaves the band listening`() throws {
    var rehearsal = try rehearsal(loop(verse + verse + bridge + bridge))
    rehearsal.play(until: 21)
    rehearsal.composer.change(to: nil, keepsPlace: false)
    rehearsal.play(until: 50)
    #expect(rehearsal.composer.place == nil)
    for bar in 8..<12 {
      let sound = try #require(rehearsal.bass(at: Double(bar * 4) + 0.6), "bar \(bar)")
      #expect(PitchClass(Int(sound.key)) == rehearsal.song(bar * 4)?.root, "bar \(bar)")
    }
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
