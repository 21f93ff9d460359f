import Graph
import Testing

@Suite struct AccompanimentTests {
  @Test func `what is heard late can be played so much earlier`() throws {
    let frames = try [Float(0), 0.02].map { advance in
      try playBand(bars: 8, tail: 0, advance: advance)
        .filter { $0.event.isNoteOn && $0.event.channel == 9 && $0.frame > 200_000 }
        .map(\.frame).prefix(40)
    }
    #expect(frames[0].count == 40)
    #expect(zip(frames[0], frames[1]).allSatisfy { abs($0 - $1 - 960) <= 1 })
  }

  @Test func `the band is as loud as the player`() throws {
    let velocities = try [Float(-38), -14].map { loudness in
      let starts = try playBand(bars: 8, tail: 0, loudness: loudness)
        .filter { $0.event.isNoteOn }
      return starts.reduce(0) { $0 + Int($1.event.data2) } / max(1, starts.count)
    }
    #expect(velocities[0] > 20 && velocities[0] + 20 < velocities[1])
  }

  @Test func `the bass has the chord's root when the chord comes round again`() throws {
    let sent = try playBand(bars: 25, tail: 0)
    let roots = [0, 9, 5, 7]
    for bar in 13..<24 {
      let downbeat = bar * 96_000
      let notes = sent.filter { $0.event.isNoteOn && $0.event.channel == 1 }
      let nearest = try #require(
        notes.min { abs($0.frame - downbeat) < abs($1.frame - downbeat) })
      #expect(abs(nearest.frame - downbeat) < 4800, "bar \(bar)")
      #expect(Int(nearest.event.data1) % 12 == roots[bar % 4], "bar \(bar)")
    }
  }

  @Test func `drums, bass and comping play on channels 10, 2 and 3`() throws {
    let sent = try playBand(bars: 8, tail: 0)
    #expect(Set(sent.filter { $0.event.isNoteOn }.map(\.event.channel)) == [1, 2, 9])
  }

  @Test func `the band ends with the player and leaves no note sounding`() throws {
    let sent = try playBand(bars: 8, tail: 12)
    var sounding: [UInt8: Set<UInt8>] = [:]
    for (_, event) in sent {
      if event.isNoteOn { sounding[event.channel, default: []].insert(event.data1) }
      if event.isNoteOff { sounding[event.channel]?.remove(event.data1) }
    }
    let hanging = sounding.values.flatMap { $0 }
    #expect(hanging.isEmpty)
    let starts = sent.filter(\.event.isNoteOn)
    let last = try #require(starts.last)
    #expect(last.frame < (16 + 6) * 48_000)
  }

  @Test func `the same playing gives the same notes`() throws {
    let first = try playBand(bars: 10, tail: 4)
    let second = try playBand(bars: 10, tail: 4)
    #expect(first.map(\.frame) == second.map(\.frame))
    #expect(first.map(\.event.data1) == second.map(\.event.data1))
  }
}
