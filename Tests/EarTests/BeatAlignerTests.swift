import Testing

@testable import Ear

@Suite struct BeatAlignerTests {
  private static let rate = 44_100.0

  /// How far off beats are, in milliseconds, that a filter expects where `expected` tells, while the player
  /// strikes where `struck` does; both tell how much later than the beat number so and so, in seconds.
  private func errors(
    _ beats: [Double], expected: (Int) -> Double, struck: (Int) -> Double?
  ) -> [Double] {
    var aligner = BeatAligner(sampleRate: Self.rate)
    return beats.indices.dropLast().map { index in
      if let late = struck(index) {
        aligner.hear(strokeAt: (beats[index] + late) * Self.rate, strength: 0.8)
      }
      // A beat ahead, like the tracker.
      let next = beats[index + 1] + expected(index + 1)
      let interval = (beats[index + 1] - beats[index]) * Self.rate
      let aligned = aligner.align(beatAt: next * Self.rate, interval: interval)
      return (aligned / Self.rate - beats[index + 1]) * 1000
    }
  }

  private let steady = (0..<80).map { 1 + 0.6 * Double($0) }

  /// A filter that is off by 20 ms for two bars at a time.
  private func wander(_ beat: Int) -> Double { beat / 8 % 2 == 0 ? 0.02 : -0.02 }

  private func spread(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
  }

  @Test func `a filter that wanders is put where the strokes fall`() {
    let jitter = [0.004, -0.006, 0.002, -0.003, 0.006]
    let late = errors(steady, expected: wander, struck: { jitter[$0 % 5] }).dropFirst(16)
    #expect(spread(Array(late)) < 5)
  }

  @Test func `without strokes on beats there is nothing to put them right by`() {
    let late = errors(steady, expected: wander, struck: { _ in 0.3 }).dropFirst(16)
    #expect(spread(Array(late)) > 8)
  }

  @Test func `a filter that leaves the line for good is believed within a bar`() {
    let moved = { (beat: Int) in beat < 40 ? 0 : 0.2 }
    let late = errors(steady, expected: moved, struck: { _ in 0 })
    #expect(abs(late[38]) < 2)
    #expect(late[43...].allSatisfy { abs($0 - 200) < 10 })
  }

  @Test func `where strokes and filter disagree for long, the filter is believed`() {
    let late = errors(steady, expected: { _ in 0.034 }, struck: { _ in 0 })
    #expect(abs(late.last ?? 0) > 20)
  }

  @Test func `a tempo that rises is followed as closely as the filter does`() {
    var beats = steady
    for step in 1...40 { beats.append((beats.last ?? 0) + 0.6 / (1 + 0.0037 * Double(step))) }
    let late = errors(beats, expected: { _ in 0 }, struck: { _ in 0 })
    #expect(late.dropFirst(60).allSatisfy { abs($0) < 20 })
  }

  @Test func `a pause begins anew`() {
    var beats = Array(steady.prefix(30))
    beats.append(beats[29] + 20)
    for _ in 0..<10 { beats.append((beats.last ?? 0) + 0.5) }
    let late = errors(beats, expected: { _ in 0.01 }, struck: { _ in nil })
    #expect(abs(late[29] - 10) < 1)
  }
}
