import Testing

@testable import Ear

struct BeatJudgingTests {
  /// The beats of a tune of four to a bar, half a second each, from where they are heard in another way.
  private func beats(hearing sense: BeatSense) -> [BeatEstimate] {
    var sound = Sound()
    sound.silence(0.2)
    let shapes = [Shape.c, Shape.aMinor, Shape.f, Shape.g]
    sound.strum((0..<6).map { shapes[$0 % 4] }, strokes: 4, interval: 0.5)
    var tracker = Solo(BeatTracker(sampleRate: 44_100), sampleRate: 44_100)
    var heard: [BeatEstimate] = []
    let split = Int(8.3 * 44_100)
    feed(Array(sound.samples[..<split])) { tracker.process($0) { _ in } }
    tracker.listener.hear(in: sense)
    feed(Array(sound.samples[split...])) { tracker.process($0) { heard.append($0) } }
    return heard
  }

  @Test func `bars go on where only the parts of beats are others`() {
    let heard = beats(hearing: BeatSense(ratio: 1, shift: 0, isCompound: true))
    #expect(heard.count >= 5)
    for beat in heard {
      let place = Int(((Double(beat.frame) / 44_100 - 0.2) / 0.5).rounded())
      #expect(beat.beatsPerBar == 4)
      #expect(beat.number == place % 4 + 1, "beat \(place)")
    }
  }

  @Test func `bars of longer beats of three parts have two`() {
    let first = beats(hearing: BeatSense(ratio: 2.0 / 3, shift: 0, isCompound: true)).first
    #expect(first?.beatsPerBar == 2)
    #expect(first.map { abs($0.tempo - 80) < 4 } == true)
  }

  @Test func `bars are counted anew from chords where beats are others`() throws {
    let first = try #require(
      beats(hearing: BeatSense(ratio: 0.5, shift: 0, isCompound: false)).first)
    #expect(abs(first.tempo - 60) < 3)
    #expect(first.beatsPerBar == 4)
  }
}
