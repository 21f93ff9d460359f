import Testing

@testable import Ear

struct BeatTrailTests {
  private let stroke = FluxSpectrum.Flux(low: 2, middle: 4, high: 1, level: 0.1)

  /// Beats of 40 steps, each with a stroke, and a chord that changed on the third.
  private func fourBeats() -> BeatTrail {
    var trail = BeatTrail()
    for step in 0...160 {
      let phase = Double(step % 40) / 40
      trail.follow(
        BeatFilter.Reading(interval: 40, phase: phase, confidence: 1), isSure: true,
        flux: step % 40 == 0 ? stroke : FluxSpectrum.Flux())
      if step == 100 { trail.change(ago: 20) }
    }
    return trail
  }

  @Test func `lays strokes and chords out along the beat`() {
    let trail = fourBeats()
    #expect(trail.frames.count == 5)
    for (beat, frame) in trail.frames.enumerated() {
      #expect(abs(frame.place - Double(beat)) < 1e-6)
    }
    #expect(trail.changes.count == 1)
    #expect(abs(trail.changes[0].place - 2) < 1e-6)
  }

  @Test func `lays them out anew where the beat turns out to be another`() {
    var trail = fourBeats()
    trail.follow(
      BeatFilter.Reading(interval: 80, phase: 1.0 / 80, confidence: 1), isSure: true,
      flux: FluxSpectrum.Flux())
    let places = trail.frames.map(\.place)
    for (one, next) in zip(places, places.dropFirst()) { #expect(abs(next - one - 0.5) < 1e-6) }
    #expect(abs(trail.place - places[4] - 1.0 / 80) < 1e-6)
    #expect(abs(trail.changes[0].place - places[2]) < 1e-6)
  }

  @Test func `another tempo of the same beat leaves what was heard before where it was`() {
    var trail = fourBeats()
    trail.follow(
      BeatFilter.Reading(interval: 40, phase: 1.0 / 40, confidence: 1), isSure: true,
      flux: FluxSpectrum.Flux())
    let before = trail.place
    trail.bend(to: 0.775, interval: 44)
    #expect(abs(trail.place - (before - 0.25)) < 1e-6)
    #expect(trail.interval == 44)
    let places = trail.frames.map(\.place)
    #expect(abs(places[0]) < 1e-6)
    #expect(abs(places[2] - (2 - 0.25 * 1.975 / 4)) < 1e-6)
    #expect(abs(trail.changes[0].place - places[2]) < 1e-6)
  }

  @Test func `a player who begins leaves nothing of the one before`() {
    var trail = fourBeats()
    trail.begin(ago: 4)
    #expect(trail.frames.isEmpty)
    #expect(trail.changes.isEmpty)
    #expect(trail.beginning.map { abs($0 - 3.9) < 1e-6 } == true)
  }

  @Test func `the network speaks for the way that has beats where it hears them, and no others`() {
    var trail = BeatTrail()
    for step in 0...400 {
      trail.follow(
        BeatFilter.Reading(interval: 40, phase: Double(step % 40) / 40, confidence: 1),
        isSure: true, flux: FluxSpectrum.Flux())
      guard step % 4 == 2 else { continue }
      trail.learn(BeatNetwork.Odds(beat: step % 40 == 2 ? 2 : -2, downbeat: -4), ago: 2)
    }
    let favour = { (sense: BeatSense) in BeatTraits(trail, sense, rate: 86).values.suffix(2) }
    let followed = favour(BeatSense(ratio: 1, shift: 0, isCompound: false))
    for sense in BeatSense.all where sense.ratio != 1 || sense.shift != 0 {
      for (one, other) in zip(followed, favour(sense)) { #expect(one > other) }
    }
  }

  @Test func `there is a weight for every trait`() {
    for sense in BeatSense.all {
      #expect(BeatTraits(fourBeats(), sense, rate: 86).values.count == BeatTraits.count)
    }
    #expect(BeatWeights.simple.count == BeatTraits.count)
    #expect(BeatWeights.compound.count == BeatTraits.count)
  }
}
