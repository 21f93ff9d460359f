import Band
import Chart
import Music
import Testing

/// Charts that are put up, mended and taken away while the band plays.
@Suite struct ChartChangeTests {
  private let tune = loop(Songbook.labels)

  @Test func `another chart begins at the bar line, and not before`() throws {
    let next = loop(Songbook.bridge)
    var rehearsal = try Rehearsal { $0 < 24 ? tune($0) : next($0 - 24) }
    rehearsal.play(until: 21)
    rehearsal.composer.change(
      to: ChartFollower(Songbook.chart(Songbook.bridge)), keepsPlace: false)
    rehearsal.play(until: 23)
    #expect(rehearsal.composer.place?.barCount == 16)
    rehearsal.play(until: 41)
    #expect(rehearsal.composer.place?.barCount == 4)
    #expect(rehearsal.met(4..<10) == Array(4..<10))
    #expect(rehearsal.stage.faults == [])
  }

  @Test func `a chart that was mended goes on at the bar where the player is`() throws {
    let mended = Songbook.labels.prefix(6) + ["D:min", "E:maj"] + Songbook.labels.dropFirst(8)
    var rehearsal = try Rehearsal(charted: loop(Array(mended)))
    rehearsal.play(until: 17)
    var chart = Songbook.song
    for (bar, label) in mended.enumerated() { chart.bars[bar].chords = [.init(0, chord(label))] }
    rehearsal.composer.change(to: ChartFollower(chart), keepsPlace: true)
    rehearsal.play(until: 37)
    #expect(rehearsal.met(4..<9) == Array(4..<9))
    #expect(rehearsal.composer.place?.bar == 9)
  }

  @Test func `a band that starts over, as after a panic, has no place in its chart until it hears`()
    throws
  {
    var rehearsal = try Rehearsal(charted: tune)
    rehearsal.play(until: 21)
    rehearsal.composer.startOver()
    rehearsal.composer.source = ChartFollower(Songbook.song)
    #expect(rehearsal.composer.place == nil)
    rehearsal.play(until: 38)
    #expect(rehearsal.composer.place?.bar == 9)
  }

  @Test func `a chart that is taken away leaves the band listening`() throws {
    var rehearsal = try Rehearsal(charted: tune)
    rehearsal.play(until: 21)
    rehearsal.composer.change(to: nil, keepsPlace: false)
    rehearsal.play(until: 50)
    #expect(rehearsal.composer.place == nil)
    for bar in 8..<12 {
      let sound = try #require(rehearsal.bass(at: Double(bar * 4) + 0.6), "bar \(bar)")
      #expect(PitchClass(Int(sound.key)) == rehearsal.song(bar * 4)?.root, "bar \(bar)")
    }
  }
}
