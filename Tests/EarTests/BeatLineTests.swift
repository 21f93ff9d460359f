import Testing

@testable import Ear

@Suite struct BeatLineTests {
  private static let rate = 44_100.0

  private let steady = (0..<80).map { 1 + 0.6 * Double($0) }

  /// Beats that go on after `steady` at another tempo, each so many times as fast as the first.
  private func changing(_ pace: (Int) -> Double) -> [Double] {
    (1...40).reduce(steady) { beats, step in beats + [(beats.last ?? 0) + 0.6 / pace(step)] }
  }

  /// How far off each beat the line expects it, in milliseconds, once it is known what was struck up to the beat
  /// before; strokes are told as (beats after a beat, seconds late).
  private func errors(
    _ beats: [Double], struck: (Int) -> [(place: Double, late: Double)],
    expected: (Int) -> Double = { _ in 0 }
  ) -> [Double] {
    var line = BeatLine(sampleRate: Self.rate)
    line.begin(at: beats[0] * Self.rate, interval: 0.6 * Self.rate)
    return beats.indices.dropLast().map { index in
      let length = beats[index + 1] - beats[index]
      for stroke in struck(index) where stroke.place == 0 {
        line.hear(strokeAt: (beats[index] + stroke.late) * Self.rate, strength: 0.8)
      }
      line.hear(beatAt: (beats[index + 1] + expected(index + 1)) * Self.rate)
      let told = line.best.map { $0.beat(near: beats[index + 1] * Self.rate) } ?? 0
      for stroke in struck(index) where stroke.place > 0 {
        let when = beats[index] + stroke.place * length + stroke.late
        line.hear(strokeAt: when * Self.rate, strength: 0.8)
      }
      return (told / Self.rate - beats[index + 1]) * 1000
    }
  }

  /// What a player's strokes are off, in seconds.
  private func jitter(_ beat: Int) -> Double { [0.004, -0.006, 0.002, -0.003, 0.006][beat % 5] }

  private func spread(_ values: some Collection<Double>) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
  }

  @Test func `a filter that wanders for bars at a time is put right by strokes`() {
    let late = errors(
      steady, struck: { [(0, jitter($0))] }, expected: { $0 / 8 % 2 == 0 ? 0.03 : -0.03 })
    #expect(spread(late.dropFirst(16)) < 4)
  }

  @Test func `a stroke a bar is enough`() {
    let late = errors(
      steady, struck: { $0 % 4 == 0 ? [(0, jitter($0 / 4))] : [] },
      expected: { $0 / 8 % 2 == 0 ? 0.03 : -0.03 })
    #expect(spread(late.dropFirst(24)) < 8)
  }

  @Test(arguments: [1.08, 1 / 1.08])
  func `another tempo is caught by the third beat of it`(pace: Double) {
    let late = errors(changing { _ in pace }, struck: { [(0, jitter($0)), (0.5, jitter($0 + 2))] })
    #expect(late[82...].allSatisfy { abs($0) < 35 })
  }

  @Test(arguments: [1.08, 1 / 1.08])
  func `who strikes once a bar has another tempo by his first stroke at it`(pace: Double) {
    let late = errors(
      changing { _ in pace }, struck: { $0 % 4 == 3 ? [(0, jitter($0 / 4))] : [] },
      expected: { beat in -Double(max(0, beat - 79)) * 0.6 * (1 / pace - 1) })
    #expect(late[83...86].allSatisfy { abs($0) < 35 })
  }

  @Test(arguments: [1.0, -1])
  func `a tempo that goes on changing is followed`(sign: Double) {
    let late = errors(
      changing { 1 + sign * 0.0037 * Double($0) }, struck: { [(0, jitter($0))] })
    #expect(late.allSatisfy { abs($0) < 35 })
  }

  @Test(arguments: [1.0, -1])
  func `a tempo that goes on changing is foreseen`(sign: Double) {
    let late = errors(
      changing { 1 + sign * 0.0047 * Double(min(32, $0)) },
      struck: { $0 % 2 == 0 ? [(0, jitter($0 / 2))] : [] })
    let ramp = late[88..<110]
    #expect(abs(ramp.reduce(0, +) / Double(ramp.count)) < 4)
  }

  @Test func `an odd stroke changes nothing`() {
    let late = errors(steady, struck: { $0 % 16 == 15 ? [(0, 0.09)] : [(0, jitter($0))] })
    #expect(late.dropFirst(20).allSatisfy { abs($0) < 20 })
  }

  @Test func `strokes between the beats are no other tempo`() {
    let late = errors(
      steady, struck: { [(0, jitter($0)), (0.75, jitter($0 + 1))] })
    #expect(late.dropFirst(8).allSatisfy { abs($0) < 15 })
  }

  @Test func `the line is sound once strokes have fallen on it`() {
    var line = BeatLine(sampleRate: Self.rate)
    line.begin(at: Self.rate, interval: 0.5 * Self.rate)
    #expect(!line.isSound)
    for beat in 2...8 { line.hear(strokeAt: 0.5 * Double(beat) * Self.rate, strength: 1) }
    #expect(line.isSound)
    line.reset()
    #expect(line.best == nil)
  }

  @Test(arguments: [0, -1, Double.nan])
  func `what is no beat is dropped, and nothing ends`(interval: Double) {
    var line = BeatLine(sampleRate: Self.rate)
    line.begin(at: Self.rate, interval: interval)
    line.hear(strokeAt: 2 * Self.rate, strength: 1)
    #expect(line.best == nil)
  }
}
