import Glibc
import Testing

@testable import Ear

struct BeatDoubtTests {
  private let rate = 86.0
  private let followed = BeatSense(ratio: 1, shift: 0, isCompound: false)
  private let half = BeatSense(ratio: 0.5, shift: 0, isCompound: false)

  /// Beats of `interval` steps for `seconds`, every `each`th of which the network finds likely.
  private func trail(interval: Int, each: Int, seconds: Double = 9) -> BeatTrail {
    var trail = BeatTrail()
    for step in 0..<Int(seconds * rate) {
      let phase = Double(step % interval) / Double(interval)
      trail.follow(
        BeatFilter.Reading(interval: Double(interval), phase: phase, confidence: 1), isSure: true,
        flux: FluxSpectrum.Flux())
      guard step % 4 == 3 else { continue }
      let isBeat = step % (interval * each) < 4
      trail.learn(BeatNetwork.Odds(beat: isBeat ? 4 : -4, downbeat: -4), ago: 1.5)
    }
    return trail
  }

  @Test func `tells how likely the network finds the beats of a way`() throws {
    let words = trail(interval: 28, each: 2).words
    #expect(try abs(#require(BeatTraits.likelihood(of: followed, in: words)) - 0.55) < 0.1)
    #expect(try #require(BeatTraits.likelihood(of: half, in: words)) > 0.95)
    #expect(BeatTraits.likelihood(of: followed, in: []) == nil)
  }

  @Test func `fast beats that the network doubts cost, and their halves do not`() {
    let doubted = trail(interval: 28, each: 2)
    #expect(BeatJudge.doubt(of: followed, in: doubted, rate: rate) > 2)
    #expect(BeatJudge.doubt(of: half, in: doubted, rate: rate) == 0)
  }

  @Test func `beats that are sure or slow cost nothing, nor what was heard for a few seconds`() {
    #expect(BeatJudge.doubt(of: followed, in: trail(interval: 28, each: 1), rate: rate) == 0)
    #expect(BeatJudge.doubt(of: followed, in: trail(interval: 48, each: 2), rate: rate) == 0)
    let short = trail(interval: 28, each: 2, seconds: 5)
    #expect(BeatJudge.doubt(of: followed, in: short, rate: rate) == 0)
  }

  @Test func `the judge counts the cost from when it holds`() throws {
    let lead = { (seconds: Double) in
      let verdict = try #require(
        BeatJudge.judge(
          trail(interval: 28, each: 2, seconds: seconds), rate: rate, isCompound: false,
          isTold: false, tempo: nil, expected: nil, bar: 0))
      #expect(verdict.rival == half)
      return logf(verdict.likelihood / verdict.followed)
    }
    #expect(try lead(7.2) > lead(6.8) + 2)
  }
}
