import Testing

@testable import Ear

struct BeatPatienceTests {
  /// What is left of the patience at 120 bpm, `seconds` after a stroke that sounds as `level` says.
  private func left(after seconds: Double, level: (Double) -> Float) -> Double {
    var patience = BeatPatience(sampleRate: 44_100)
    patience.hear()
    for step in 0..<Int(seconds * 100) { patience.wait(441, level: level(Double(step) / 100)) }
    return patience.left(22_050)
  }

  @Test func `whoever is silent for five beats has stopped`() {
    #expect(left(after: 2.5) { $0 < 0.1 ? 0.1 : 0 } == 0)
    #expect(left(after: 1.5) { $0 < 0.1 ? 0.1 : 0 } > 0)
  }

  @Test func `a chord may ring for two bars`() {
    #expect(left(after: 4) { Float(0.1 / (1 + 2 * $0)) } > 0)
  }

  @Test func `not even a chord that rings goes on for ever`() {
    #expect(left(after: 9) { _ in 0.1 } == 0)
  }

  @Test func `what has all but died away rings no more`() {
    #expect(left(after: 3) { $0 < 0.1 ? 0.1 : 0.002 } == 0)
  }

  @Test func `a stroke gives the patience back`() {
    var patience = BeatPatience(sampleRate: 44_100)
    for _ in 0..<300 { patience.wait(441, level: 0) }
    patience.hear()
    #expect(patience.left(22_050) == 1)
  }
}
