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

  /// How long a beat is, in those of before, once beats are judged of which every second is struck, and likely to
  /// the network, and every eighth has another chord.
  private func length(after seconds: Double) -> Double {
    var tracker = BeatTracker(sampleRate: 44_100)
    let interval = 40.0
    let rate = tracker.sampleRate / tracker.hop
    tracker.trail = BeatTrail()
    for step in 0..<Int(seconds * rate) {
      let phase = Double(step).truncatingRemainder(dividingBy: interval) / interval
      var flux = FluxSpectrum.Flux()
      if step % 80 == 0 { (flux.low, flux.middle, flux.high) = (10, 10, 10) }
      tracker.trail.follow(
        BeatFilter.Reading(interval: interval, phase: phase, confidence: 1), isSure: true,
        flux: flux)
      let chords = step == 0 ? [4, 3, 2, 1, 0] : step % 320 == 0 ? [0] : []
      for back in chords { tracker.trail.change(ago: Double(320 * back)) }
      if step % 4 == 3 {
        let isBeat = step % 80 < 4
        tracker.trail.learn(BeatNetwork.Odds(beat: isBeat ? 4 : -4, downbeat: -4), ago: 1.5)
      }
    }
    tracker.filter.believe(interval: interval, elapsed: 0)
    for _ in 0..<4 { tracker.judge() }
    return tracker.filter.reading().interval / interval
  }

  @Test func `slow beats are gone over to from the sixth second on, however likely they are`() {
    #expect(abs(length(after: 5.5) - 1) < 0.05)
    #expect(abs(length(after: 6.5) - 2) < 0.05)
  }

  /// The tempo that is known once the filter has found beats half as long again as those that strokes fall on, which
  /// are `likelihood` likely to the judge.
  private func tempo(judged likelihood: Float, struck: Bool) -> Double {
    var tracker = BeatTracker(sampleRate: 44_100)
    let interval = 40.0
    for step in 0..<800 {
      tracker.trail.follow(
        BeatFilter.Reading(
          interval: interval, phase: Double(step % 40) / interval, confidence: 1),
        isSure: true, flux: FluxSpectrum.Flux())
    }
    tracker.line.begin(at: interval * tracker.hop, interval: interval * tracker.hop)
    for beat in 2...8 where struck {
      tracker.line.hear(strokeAt: Double(beat) * interval * tracker.hop, strength: 1)
    }
    let rival = BeatSense(ratio: 0.5, shift: 0, isCompound: false)
    _ = tracker.contest.hear(
      BeatJudge.Verdict(rival: rival, likelihood: 1 - likelihood, followed: likelihood),
      isKnown: true)
    tracker.filter.believe(interval: 1.5 * interval, elapsed: 10)
    return interval / tracker.follow(FluxSpectrum.Flux()).interval
  }

  @Test func `what judge and strokes find right is not left by the filter alone`() {
    #expect(abs(tempo(judged: 0.9, struck: true) - 1) < 0.05)
    #expect(abs(tempo(judged: 0.6, struck: true) - 2.0 / 3) < 0.05)
    #expect(abs(tempo(judged: 0.9, struck: false) - 2.0 / 3) < 0.05)
  }
}
