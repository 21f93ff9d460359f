import Testing

@testable import Ear

struct BeatJudgeTests {
  private let rate = 86.0

  /// What the judge makes of 24 bars of three beats of 36 steps that are followed, with `strokes` at these beats of
  /// every two bars, and another chord every `bars`.
  private func verdict(strokes: [Double], chordBars bars: Int) throws -> BeatJudge.Verdict {
    let interval = 36
    var trail = BeatTrail()
    for step in 0..<24 * 3 * interval {
      let place = Double(step) / Double(interval)
      let inBars = place.truncatingRemainder(dividingBy: 6)
      var flux = FluxSpectrum.Flux()
      if strokes.contains(where: { abs($0 - inBars) < 0.5 / Double(interval) }) {
        let isFirst = inBars.truncatingRemainder(dividingBy: 3) == 0
        (flux.low, flux.middle, flux.high) = isFirst ? (8, 10, 6) : (2, 6, 5)
      }
      trail.follow(
        BeatFilter.Reading(
          interval: Double(interval), phase: place - place.rounded(.down), confidence: 1),
        isSure: true, flux: flux)
      if step % (bars * 3 * interval) == 0 { trail.change(ago: 0) }
    }
    return try #require(
      BeatJudge.judge(
        trail, rate: rate, isCompound: false, isTold: false, tempo: nil, expected: nil, bar: 0))
  }

  @Test func `chords of two bars do not make a waltz one of two dotted beats`() throws {
    let verdict = try verdict(strokes: [0, 1, 1.5, 2, 3, 4.5, 5], chordBars: 2)
    #expect(verdict.followed > verdict.likelihood)
  }
}
