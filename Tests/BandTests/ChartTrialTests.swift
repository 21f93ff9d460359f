import Band
import Chart
import Music
import TestSupport
import Testing

/// Charts that are followed though the ear errs, the clock miscounts, or bars are of another length.
@Suite struct ChartTrialTests {
  private let tune = loop(Songbook.labels)

  @Test func `an ear that errs does not lose the place`() throws {
    var rehearsal = try Rehearsal(charted: tune)
    var dice = Dice(seed: 3)
    for beat in 8..<100 where dice.chance(0.05) {
      let time = Double(beat) + 0.6
      rehearsal.hearings += [
        .init(time: time, chord: dice.chord(), beat: Double(beat) + 0.1),
        .init(time: time + 0.5, chord: rehearsal.song(beat), beat: Double(beat) + 0.2),
      ]
    }
    rehearsal.play(until: 100)
    #expect(rehearsal.met(4..<24).count >= 18)
  }

  @Test func `a bar of two beats in a song of four does not lose the place`() throws {
    var chart = Songbook.chart(Songbook.labels)
    chart.bars[6].beats = 2
    let beats = chart.beats
    var rehearsal = try Rehearsal(Styles.load("rock")) { beats[max(0, $0) % beats.count] }
    rehearsal.composer.source = ChartFollower(chart)
    rehearsal.play(until: 60)
    // Bars begin two beats after the clock's from then on.
    let starts = (7..<15).map { 4 * $0 - 2 }
    let right = starts.filter { beat in
      rehearsal.bass(at: Double(beat) + 0.3).map { PitchClass(Int($0.key)) } == beats[beat]?.root
    }
    #expect(right.count >= 7, "\(right)")
  }

  @Test(arguments: [1, 2, 3])
  func `bars that the clock counted wrongly at first do not lose the place`(shift: Int) throws {
    var rehearsal = try Rehearsal(charted: tune)
    rehearsal.downbeatShift = { $0 < 12 ? shift : 0 }
    rehearsal.play(until: 60)
    #expect(rehearsal.met(4..<15) == Array(4..<15))
  }

  @Test(arguments: [1, 2, 3])
  func `a clock that never finds the bars does not hold the band to them`(shift: Int) throws {
    var rehearsal = try Rehearsal(charted: tune)
    rehearsal.downbeatShift = { _ in shift }
    rehearsal.play(until: 64)
    #expect(rehearsal.met(5..<16).count >= 9)
  }

  @Test func `a chart begun while the clock had its bars wrong is followed once it has them`() {
    var follower = ChartFollower(Songbook.song)
    follower.follow(downbeat: -2, beatsPerBar: 4)
    for (beat, label) in [(0, "C:maj"), (4, "A:min")] {
      follower.hear(chord(label) ?? Chord(PitchClass(0), .major), from: beat)
      follower.pass(Double(beat) + 2.2)
      follower.follow(downbeat: 0, beatsPerBar: 4)
    }
    for (beat, label) in [(7, "A:min"), (8, "F:maj"), (11, "F:maj"), (12, "G:maj")] {
      let choice = follower.forecast(at: beat).choice
      #expect(choice?.chord == chord(label), "\(beat)")
      #expect((choice?.probability ?? 0) > 0.8, "\(beat)")
    }
  }

  @Test(arguments: ["A:maj", "F:maj"])
  func `a chord that the ear takes for a near one, however often it considers it, is right`(
    heard: String
  ) throws {
    var rehearsal = try Rehearsal(charted: tune)
    rehearsal.considers = true
    rehearsal.mishears = { $0 == chord("A:min") ? chord(heard) : $0 }
    rehearsal.play(until: 64)
    #expect(rehearsal.met(2..<16) == Array(2..<16))
    for beat in 20..<24 {
      let sound = try #require(rehearsal.bass(at: Double(beat) + 0.8), "\(beat)")
      #expect(chord("A:min")?.contains(PitchClass(Int(sound.key))) == true, "\(beat)")
    }
  }

  @Test func `a player who rests for two bars is met where the chart has gone on`() throws {
    var rehearsal = try Rehearsal(charted: tune)
    rehearsal.considers = true
    rehearsal.hears = { !(24..<32).contains($0) }
    rehearsal.hearings = [
      .init(time: 24.7, chord: nil, beat: 24),
      .init(time: 24.9, chord: nil, beat: 24, isConsidered: true),
    ]
    rehearsal.play(until: 50)
    #expect(rehearsal.met(6..<12) == Array(6..<12))
  }
}
