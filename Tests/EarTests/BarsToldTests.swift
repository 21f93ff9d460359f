import Testing

@testable import Ear

/// What a tracker that is told of bars of five or seven makes of the beat.
struct BarsToldTests {
  private static let rate = 44_100.0

  /// The beats of bars of `count` at `tempo`, strummed on `places`, a chord a bar.
  private func beats(_ count: Int, tempo: Double, places: [Int]) -> [BeatEstimate] {
    var sound = Sound()
    sound.silence(0.4)
    let shapes = [Shape.c, Shape.aMinor, Shape.f, Shape.g]
    let beat = 60 / tempo
    for bar in 0..<14 {
      for (place, next) in zip(places, places.dropFirst() + [count]) {
        sound.strum([shapes[bar % 4]], strokes: 1, interval: Double(next - place) * beat)
      }
    }
    var tracker = BeatTracker(sampleRate: Self.rate)
    tracker.setBeatsPerBar(count)
    if count == 7 { tracker.expect(tempo: 170...220) }
    var solo = Solo(tracker, sampleRate: Self.rate)
    var heard: [BeatEstimate] = []
    feed(sound.samples) { solo.process($0) { heard.append($0) } }
    return heard
  }

  @Test(arguments: [
    (5, 168.0, [0, 3]), (5, 150.0, [0, 2, 3]), (5, 172.0, [0, 2, 4]), (5, 156.0, [0, 1, 3]),
    (7, 208.0, [0, 2, 4]), (7, 176.0, [0, 3]), (7, 190.0, [0, 3, 5]),
  ])
  func `beats go into the bars that were told`(count: Int, tempo: Double, places: [Int]) throws {
    let heard = beats(count, tempo: tempo, places: places).suffix(2 * count)
    #expect(heard.count == 2 * count)
    for estimate in heard {
      let place = (Double(estimate.frame) / Self.rate - 0.4) * tempo / 60
      #expect(abs(place - place.rounded()) < 0.15, "\(place)")
      #expect(abs(estimate.tempo / tempo - 1) < 0.05, "\(estimate.tempo)")
      #expect(estimate.number == Int(place.rounded()) % count + 1)
    }
  }
}
