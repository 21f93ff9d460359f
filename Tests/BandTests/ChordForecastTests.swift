import Band
import Music
import Testing

@Suite struct ChordForecastTests {
  private let c = Chord(PitchClass(0), .major)
  private let c7 = Chord(PitchClass(0), .dominant7)
  private let f = Chord(PitchClass(5), .major)

  @Test func `the likeliest chord comes first, whatever the order of adding`() {
    var forecast = ChordForecast()
    forecast.add(c, 0.2)
    forecast.add(f, 0.3)
    forecast.add(c, 0.2)
    #expect(forecast.shares.map(\.chord) == [c, f])
    #expect(abs(forecast.knowledge - 0.7) < 1e-9)
  }

  @Test func `what is unknown is filled in from the other source, in its proportions`() {
    let filled = ChordForecast(c, 0.6).completed(by: ChordForecast(f, 0.5))
    #expect(filled.shares.map(\.chord) == [c, f])
    #expect(abs((filled.shares.last?.probability ?? 0) - 0.2) < 1e-9)
  }

  @Test func `chords of the same root and mode are chosen together`() {
    var forecast = ChordForecast(f, 0.4)
    forecast.add(c, 0.35)
    forecast.add(c7, 0.25)
    #expect(forecast.choice?.chord == c)
    #expect(abs((forecast.choice?.probability ?? 0) - 0.6) < 1e-9)
  }

  @Test func `a chart is played on the beat on the first pass`() throws {
    let song = loop(["C:maj", "D:min", "E:min", "F:maj", "Bb:maj", "G:maj", "Ab:maj", "A:maj"])
    var rehearsal = try Rehearsal(Styles.load("rock"), song: song)
    rehearsal.composer.source = Chart(song: song)
    rehearsal.play(until: 34)
    for bar in 3..<8 {
      let sound = try #require(rehearsal.bass(at: Double(bar * 4) + 0.06), "bar \(bar)")
      #expect(abs(sound.start - Double(bar * 4)) < 0.05, "bar \(bar)")
      #expect(PitchClass(Int(sound.key)) == song(bar * 4)?.root, "bar \(bar)")
    }
  }
}

/// A chart that is never wrong.
private struct Chart: ChordSource {
  let song: @Sendable (Int) -> Chord?

  init(song: @escaping (Int) -> Chord?) {
    let chords = (0..<64).map { song($0) }
    self.song = { chords.indices.contains($0) ? chords[$0] : nil }
  }

  mutating func hear(_ chord: Chord?, from beat: Int) {}
  mutating func pass(_ now: Double) {}

  mutating func follow(downbeat beat: Int, beatsPerBar: Int) {}
  mutating func reset() {}
  mutating func go(toBar bar: Int, at beat: Int) {}
  mutating func expectStart(at beat: Int) {}
  mutating func begin(withBar bar: Int?, at beat: Int) {}

  var opening: Chord? { nil }

  func place(at beat: Int) -> ChartPlace? { nil }

  func forecast(at beat: Int) -> ChordForecast { song(beat).map { ChordForecast($0) } ?? .init() }
}
