import Testing

@testable import Ear

struct BeatFilterTests {
  private func filter() -> BeatFilter {
    BeatFilter(framesPerSecond: 86, slowest: 55, fastest: 220)
  }

  /// Where a beat is said to be, in beats before now.
  private func phase(_ elapsed: Int, _ interval: Double) -> Double {
    let beats = Double(elapsed) / interval
    return beats - beats.rounded(.down)
  }

  @Test func `finds tempo and place of strokes that come evenly`() {
    var filter = filter()
    for frame in 0..<600 { filter.step(frame % 43 == 0 ? 0.9 : 0.02) }
    let reading = filter.reading()
    #expect(abs(reading.interval - 43) < 1)
    #expect(abs(reading.phase - phase(599, 43)) < 0.05)
    #expect(reading.confidence > 0.9)
  }

  @Test(arguments: [36, 48, 60])
  func `goes by a network where strokes do not tell`(interval: Int) {
    var filter = filter()
    for frame in 0..<900 {
      filter.step(0.3)
      guard frame % 4 == 3 else { continue }
      let isBeat = (frame - 3...frame).contains { $0 % interval == 0 }
      filter.weigh(isBeat ? 3 : -4, of: 4)
    }
    let reading = filter.reading()
    #expect(abs(reading.interval / Double(interval) - 1) < 0.04)
    let slip = reading.phase - phase(899, Double(interval))
    #expect(abs(slip - slip.rounded()) < 0.1)
  }

  @Test func `a network that knows nothing leaves the belief as it is`() {
    var (told, plain) = (filter(), filter())
    for frame in 0..<400 {
      let activation: Float = frame % 50 == 0 ? 0.9 : 0.02
      told.step(activation)
      plain.step(activation)
      if frame % 4 == 3 { told.weigh(-2.4, of: 4) }
    }
    #expect(abs(told.reading().interval - plain.reading().interval) < 1)
    #expect(abs(told.reading().phase - plain.reading().phase) < 0.05)
  }

  @Test func `believes what it is told`() {
    var filter = filter()
    filter.believe(interval: 40, elapsed: 10)
    let reading = filter.reading()
    #expect(abs(reading.interval - 40) < 0.5)
    #expect(abs(reading.phase - 0.25) < 0.02)
  }

  @Test(arguments: [75.0, 150])
  func `the tempo that a chart names is the likeliest`(tempo: Double) {
    var filter = filter()
    filter.expected = tempo...tempo
    filter.prefer(nil, spread: 1)
    let best = filter.preference.indices.max { filter.preference[$0] < filter.preference[$1] }
    let interval = filter.layout.shortest + (best ?? 0)
    #expect(abs(Double(interval) - 60 / tempo * 86) < 1)
  }
}
