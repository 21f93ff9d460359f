import Ear
import Testing

/// A player who counts in, strikes once a bar, and goes over to another tempo at beat 48.
@Suite struct BeatHasteTests {
  private let before = 0.6

  private func strums(times: [Double]) -> Sound {
    var sound = Sound()
    for beat in 0..<4 { sound.mute(at: times[beat]) }
    let shapes = [Shape.c, Shape.aMinor, Shape.f, Shape.g]
    for bar in 1..<(times.count / 4) {
      sound.pluck(
        shapes[bar % 4], at: times[4 * bar], for: times[4 * bar + 3] - times[4 * bar])
    }
    return sound
  }

  /// The beat after it was announced a third of a beat beside its place by then.
  @Test(arguments: [1.08, 1 / 1.08])
  func `his first stroke at another tempo tells it at once`(pace: Double) throws {
    let times = (0..<64).map { beat in
      0.3 + before * (Double(min(beat, 48)) + Double(max(0, beat - 48)) / pace)
    }
    let told = beats(strums(times: times)).filter { $0.heard > Int64(times[48] * 44_100) }
    let first = try #require(told.first { abs($0.tempo * before / (60 * pace) - 1) < 0.02 })
    #expect(Double(first.heard) / 44_100 < times[52] + 0.25)
    #expect(Double(first.heard) / 44_100 > times[52])
  }
}
