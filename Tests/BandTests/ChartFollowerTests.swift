import Band
import Chart
import Music
import Testing

@Suite struct ChartFollowerTests {
  private let tune = loop(Songbook.labels)
  private let other = loop([
    "E:min", "B:min", "D:maj", "A:maj", "F#:min", "C#:min", "E:maj", "B:maj",
  ])

  @Test func `with a chart the bass is on the beat in the first pass`() throws {
    var rehearsal = try Rehearsal(charted: tune)
    rehearsal.play(until: 76)
    #expect(rehearsal.met(4..<18) == Array(4..<18))
    #expect(rehearsal.stage.faults == [])
  }

  @Test func `counted in, the band has the first chord on the beat, too`() throws {
    var rehearsal = try Rehearsal { $0 < 4 ? nil : tune($0 - 4) }
    rehearsal.strikes = { $0 >= 0 }
    rehearsal.play(until: 3.3)
    rehearsal.composer.countedIn(at: 4)
    rehearsal.play(until: 39)
    #expect(rehearsal.met(1..<9) == Array(1..<9))
    #expect(rehearsal.composer.place?.bar == 8)
    #expect(rehearsal.stage.faults == [])
  }

  @Test func `started by hand, the band plays the chart through until somebody is heard`() throws {
    var rehearsal = try Rehearsal { tune($0 - 8) }
    rehearsal.strikes = { $0 >= 100 }
    rehearsal.hears = { $0 >= 100 }
    rehearsal.play(until: 3.5)
    rehearsal.composer.start(at: 3.5, beatsPerBar: 4)
    rehearsal.play(until: 139)
    // Rock's intro, of two bars, is without a bass.
    #expect(rehearsal.met(4..<34) == Array(4..<34))
    #expect(rehearsal.composer.place?.bar == 0)
    #expect(rehearsal.stage.faults == [])
  }

  @Test func `a band that is told a bar of the chart while it waits begins with that`() throws {
    var rehearsal = try Rehearsal { tune($0 - 8 + 32) }
    rehearsal.strikes = { _ in false }
    rehearsal.hears = { _ in false }
    rehearsal.composer.go(toNextOf: [8])
    rehearsal.play(until: 3.5)
    rehearsal.composer.start(at: 3.5, beatsPerBar: 4)
    rehearsal.play(until: 39)
    #expect(rehearsal.met(4..<9) == Array(4..<9))
    #expect(rehearsal.composer.place?.bar == 15)
  }

  @Test func `a player who jumps to another section is found within two bars`() throws {
    // From the sixth bar to the bridge, three bars early.
    var rehearsal = try Rehearsal { $0 < 20 ? tune($0) : tune($0 + 12) }
    rehearsal.play(until: 52)
    #expect(rehearsal.met(7..<12) == Array(7..<12))
  }

  @Test func `a player who says where he goes on is met in the very next bar`() throws {
    var rehearsal = try Rehearsal { $0 < 24 ? tune($0) : tune($0 + 8) }
    rehearsal.play(until: 21)
    #expect(rehearsal.composer.place?.bar == 5)
    rehearsal.composer.go(toNextOf: [8])
    rehearsal.play(until: 39)
    #expect(rehearsal.met(6..<9) == [6, 7, 8])
    #expect(rehearsal.composer.place?.bar == 11)
    #expect(rehearsal.composer.place?.section == 1)
    #expect(rehearsal.stage.faults == [])
  }

  @Test func `a section that comes often is met where it comes next`() throws {
    var song = Songbook.song
    song.sections = [0, 4, 8, 12].map { .init(name: $0 < 8 ? "Verse" : "bridge", bar: $0) }
    let chart = ChartFollower(song)
    #expect(chart.bars(called: "verse") == [0, 4])
    #expect(chart.bars(called: "Bridge 2") == [12])
    #expect(chart.bars(called: "16") == [15])
    for place in ["17", "0", "-9223372036854775808", "bridge 3", "coda", ""] {
      #expect(chart.bars(called: place) == [], "\(place)")
    }
    var rehearsal = try Rehearsal(charted: tune)
    rehearsal.play(until: 25)
    rehearsal.composer.go(toNextOf: [0, 4])
    rehearsal.play(until: 28.5)
    #expect(rehearsal.composer.place?.bar == 0)
    rehearsal.composer.go(toNextOf: [0, 4])
    rehearsal.play(until: 32.5)
    #expect(rehearsal.composer.place?.bar == 4)
  }

  @Test func `the place is not told of a player who has left the chart`() throws {
    var rehearsal = try Rehearsal(charted: other)
    rehearsal.play(until: 40)
    #expect(rehearsal.composer.place == nil)
  }

  @Test func `a player who leaves the chart is listened to, and met again when he comes back`()
    throws
  {
    var rehearsal = try Rehearsal { beat in
      beat < 32 || beat >= 64 ? tune(beat) : other(beat - 32)
    }
    rehearsal.play(until: 96)
    for bar in 10..<16 {
      let sound = try #require(rehearsal.bass(at: Double(bar * 4) + 0.6), "bar \(bar)")
      #expect(PitchClass(Int(sound.key)) == rehearsal.song(bar * 4)?.root, "bar \(bar)")
    }
    #expect(rehearsal.met(19..<23) == Array(19..<23))
  }

  @Test func `a player who begins with another section is found by its second chord`() throws {
    var rehearsal = try Rehearsal { tune($0 + 32) }
    rehearsal.play(until: 40)
    #expect(rehearsal.met(4..<9) == Array(4..<9))
  }

  @Test func `a song in 6/8 is followed as feet tap it`() throws {
    var chart = Songbook.chart(Songbook.labels, beats: 6)
    chart.metre = Metre(6, 8)
    chart.bars[1].chords.append(ChartChord(3, chord("G:maj")))
    var labels = Songbook.labels.flatMap { [$0, $0] }
    labels[3] = "G:maj"
    var rehearsal = try Rehearsal(Styles.load("rock"), song: loop(labels, beats: 1))
    rehearsal.beatsPerBar = 2
    rehearsal.composer.source = ChartFollower(chart)
    rehearsal.play(until: 50)
    #expect(rehearsal.met(6..<24) == Array(6..<24))
    #expect(rehearsal.composer.place?.bar == 9)
    #expect(rehearsal.composer.place?.barCount == 16)
  }
}
