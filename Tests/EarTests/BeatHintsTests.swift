import Testing

@testable import Ear

struct BeatHintsTests {
  /// Strokes at `times`, the chord changing with every fourth.
  private func strokes(_ times: [Double]) -> Sound {
    var sound = Sound()
    let shapes = [Shape.c, Shape.aMinor, Shape.f, Shape.g]
    for (index, time) in times.enumerated() {
      sound.pluck(shapes[index / 4 % 4], at: time, for: 0.3)
    }
    sound.silence(0.5)
    return sound
  }

  /// The beats of `sound`, two of which are tapped at `taps` beforehand; and who heard them.
  private func beats(_ sound: Sound, taps: [Double]) -> ([BeatEstimate], BeatTracker) {
    var tracker = Solo(BeatTracker(sampleRate: 44_100), sampleRate: 44_100)
    for tap in taps { tracker.listener.tap(at: Int64(tap * 44_100)) }
    var heard: [BeatEstimate] = []
    feed(sound.samples) { tracker.process($0) { heard.append($0) } }
    return (heard, tracker.listener)
  }

  @Test func `the tempo that was tapped goes along with the player's`() {
    var times = [0.2]
    for beat in 0..<40 { times.append(times[beat] + 0.5 * (1 + 0.004 * Double(beat))) }
    let (heard, tracker) = beats(strokes(times), taps: Array(times.prefix(2)))
    let last = times[40] - times[39]
    #expect(heard.last.map { abs($0.tempo * last / 60 - 1) < 0.04 } == true)
    let liked = tracker.filter.preference
    let best = liked.indices.max { liked[$0] < liked[$1] } ?? 0
    let interval = Double(tracker.filter.layout.shortest + best) * tracker.hop / 44_100
    #expect(abs(interval / last - 1) < 0.05)
  }

  @Test func `beats a bit slower than the slowest can be tapped`() {
    let (heard, _) = beats(strokes((0..<16).map { 0.2 + 0.55 * Double($0) }), taps: [0.2, 1.3])
    #expect(heard.count >= 5)
    #expect(heard.allSatisfy { abs($0.tempo - 54.5) < 2 })
  }

  @Test func `the judge believes the more in the tempo that a chart names`() throws {
    let (_, tracker) = beats(strokes((0..<20).map { 0.2 + 0.5 * Double($0) }), taps: [0.2, 0.7])
    let likelihoods = try [60.0, 120, 240].map { expected in
      try #require(
        BeatJudge.judge(
          tracker.trail, rate: 44_100 / tracker.hop, isCompound: false, isTold: true, tempo: nil,
          expected: expected...expected, bar: 0)
      ).followed
    }
    #expect(likelihoods[1] > likelihoods[0])
    #expect(likelihoods[1] > likelihoods[2])
  }
}
