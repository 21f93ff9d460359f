import Glibc
import Testing

@testable import Ear

struct StrokeRhythmTests {
  private let first = StrokeRhythm.part(0, of: 40)
  private let half = StrokeRhythm.part(3, of: 40)

  /// What is known of one who strikes on the first of every four beats.
  private func onceABar() -> StrokeRhythm {
    var rhythm = StrokeRhythm()
    for bar in 0..<10 { rhythm.learn(StrokeRhythm.part(0, of: 4 * bar), beat: 4 * bar) }
    return rhythm
  }

  @Test func `beats are likelier than their parts before anything is heard`() {
    let rhythm = StrokeRhythm()
    #expect(rhythm.chance(first) > rhythm.chance(half))
    #expect(rhythm.chance(half) > rhythm.chance(StrokeRhythm.part(2, of: 40)))
  }

  @Test func `a beat of the bar that is struck is expected, and the others are not`() {
    let rhythm = onceABar()
    #expect(rhythm.chance(first) > 0.8)
    #expect(rhythm.chance(half) < 0.1)
    #expect(rhythm.chance(StrokeRhythm.part(0, of: 41)) < 0.2)
  }

  @Test func `another rhythm is learned`() {
    var rhythm = onceABar()
    for beat in 40..<100 { rhythm.learn(StrokeRhythm.part(3, of: beat), beat: beat) }
    #expect(rhythm.chance(half) > 0.8)
    #expect(rhythm.chance(first) < 0.3)
  }

  @Test func `silence is as likely as all its parts are`() {
    let rhythm = onceABar()
    let start = StrokeRhythm.part(2, of: -1)
    let sum = (start..<start + 40).reduce(0.0) { $0 + log(1 - rhythm.chance($1)) }
    #expect(abs(rhythm.silence(from: start, to: start + 40) - sum) < 1e-6)
    #expect(rhythm.silence(from: start, to: start) == 0)
  }

  @Test func `strokes elsewhere are expected where there were many`() {
    var rhythm = onceABar()
    let before = rhythm.oddRate
    for beat in 40..<60 { rhythm.learn(nil, beat: beat) }
    #expect(rhythm.oddRate > 2 * before)
  }

  @Test func `parts are counted from beat to beat, forwards and backwards`() {
    #expect(StrokeRhythm.part(at: 1.5, from: 2) == StrokeRhythm.part(3, of: 3))
    #expect(StrokeRhythm.part(at: -0.1, from: 0) == StrokeRhythm.part(5, of: -1))
  }
}
