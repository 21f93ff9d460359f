import Chart
import Graph
import Music
import Testing

@testable import Daemon

@Suite struct HeardSongTests {
  private static let rate = 48_000.0

  /// A song that was heard from `start` seconds on: a chord a bar, two beats a second.
  private func hear(_ song: HeardSong, _ chords: [Int], from start: Double = 2) {
    for (bar, root) in chords.enumerated() {
      let time = start + 2 * Double(bar)
      for opinion in [Float(0), 1] {
        var chord = event(.chord, at: time)
        for (place, value) in [Float(root), 0, Float(root), 0.9, opinion].enumerated() {
          chord.values[place] = value
        }
        song.hear(chord, from: "ear", sampleRate: Self.rate)
      }
      for number in 1...4 {
        var beat = event(.beat, at: time + Double(number - 1) / 2)
        for (place, value) in [Float(number), 4, 120, 1, 0].enumerated() {
          beat.values[place] = value
        }
        song.hear(beat, from: "pulse", sampleRate: Self.rate)
      }
    }
  }

  private func event(_ type: EventType, at time: Double) -> Event {
    Event(type, time: Int64(time * Self.rate))
  }

  private func text(_ song: HeardSong, _ ending: String) -> String {
    song.events.performance.transcript(sampleRate: Self.rate, clock: "pulse")
      .chart(Patch(), ending: ending)
  }

  @Test(arguments: ["cho", "musicxml", "yaml"])
  func `what was heard can be played from as a chart`(ending: String) throws {
    let song = HeardSong()
    let roots = [0, 9, 5, 7, 0, 9, 5, 7]
    hear(song, roots)
    let chart = try ChartFile.parse(Array(text(song, ending).utf8), name: "song." + ending)
    #expect(chart.bars.count >= 7)
    for (bar, root) in zip(chart.bars, roots) {
      #expect(bar.beats == 4)
      #expect(bar.chords.first?.chord?.root == PitchClass(root))
    }
    #expect(abs((chart.tempo ?? 0) - 120) < 1)
  }

  @Test func `a score of what was heard has no empty title`() throws {
    let song = HeardSong()
    hear(song, [0, 9, 5, 7])
    #expect(!text(song, "musicxml").contains("<work>"))
  }

  @Test func `all formats give the same form, chords and sections`() throws {
    let song = HeardSong()
    let a = [0, 9, 5, 7, 0, 9, 2, 7]
    let b = [4, 9, 4, 9, 2, 7, 2, 10]
    hear(song, a + a + b + a)
    let charts = try ["cho", "musicxml", "yaml"].map { ending in
      try ChartFile.parse(Array(text(song, ending).utf8), name: "song." + ending)
    }
    #expect(charts[0].sections.count >= 3)
    #expect(charts[0].sections.map(\.bar).allSatisfy { $0 % 8 == 0 })
    #expect(charts[1].sections == charts[0].sections)
    // Our own format numbers sections of one name that differ.
    #expect(charts[2].sections.map(\.bar) == charts[0].sections.map(\.bar))
    for chart in charts.dropFirst() {
      #expect(chart.beats == charts[0].beats)
      #expect(chart.metre == charts[0].metre)
    }
  }

  @Test func `a run that begins anew forgets the one before`() throws {
    let song = HeardSong()
    hear(song, [0, 9, 5, 7], from: 100)
    hear(song, [2, 7, 2, 7], from: 2)
    let text = text(song, "cho")
    #expect(text.contains("D") && !text.contains("F"))
  }

  @Test func `three hours of a song take little memory`() {
    #expect(HeardEvents.types.allSatisfy { $0.fields.count <= HeardEvents.width })
    #expect(MemoryLayout<HeardEvents.Entry>.stride <= 40)
    let song = HeardSong()
    for place in 0...HeardEvents.capacity {
      song.hear(event(.beat, at: Double(place) / 4), from: "pulse", sampleRate: Self.rate)
    }
    #expect(song.events.count == HeardEvents.capacity * 9 / 10 + 1)
    #expect(song.events.lastTime == event(.beat, at: Double(HeardEvents.capacity) / 4).time)
  }

  @Test func `who tells by ever new names is forgotten in time`() {
    let song = HeardSong()
    for place in 0..<3000 {
      song.hear(event(.beat, at: Double(place)), from: "node\(place)", sampleRate: Self.rate)
    }
    #expect(song.events.count < 1100)
    #expect(song.events.performance.reports.last?.node == "node2999")
  }

  @Test func `where nothing was heard there is an empty chart`() {
    #expect(text(HeardSong(), "cho").contains("{time: 4/4}"))
  }
}
