import Graph
import Testing

/// A generator of chance that is the same each time.
struct Chance {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func unit() -> Double {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Double(state >> 11) * 0x1p-53
  }

  /// A number around 0, about normally distributed, of standard deviation 1.
  mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + unit() } }
}

/// A player's beats, and what a loop made of what a tracker said of them.
private struct Following {
  var loop = BeatLoop()
  var chance = Chance(1)
  var beats: [Double] = []

  /// Where the loop put each of the player's beats, in seconds off it.
  var errors: [Double] = []

  /// Tempos of the loop, in beats a minute, after each of the player's beats.
  var tempos: [Double] = []
  var outcomes: [BeatLoop.Outcome] = []

  init(start period: Double = 0.5) {
    loop.lock(beat: 0, time: 0, period: period)
    beats = [0]
  }

  /// The player plays beats of these lengths; `announce` tells what the tracker says of each.
  mutating func play(
    _ periods: [Double], jitter: Double,
    announce: (Int, Double) -> [(offset: Double, interval: Double)] = { [(0, $1)] }
  ) {
    for (index, period) in periods.enumerated() {
      let beat = (beats.last ?? 0) + period
      beats.append(beat)
      for (offset, interval) in announce(index, period) {
        outcomes.append(
          loop.observe(
            moment: beat + offset + jitter * chance.normal(), interval: interval, confidence: 1))
      }
      errors.append(loop.time - beat - (loop.beat - Double(beats.count - 1)) * loop.period)
      tempos.append(60 / loop.period)
    }
  }
}

@Suite struct BeatLoopTests {
  private func steady(_ count: Int, _ period: Double = 0.5) -> [Double] {
    Array(repeating: period, count: count)
  }

  private func spread(_ values: some Collection<Double>) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
      .squareRoot()
  }

  @Test(arguments: [0.005, 0.012])
  func `a steady player is followed evenly, though the tracker is unsteady`(jitter: Double) {
    var following = Following()
    following.play(steady(200), jitter: jitter)
    let settled = following.errors.dropFirst(16)
    #expect(settled.map(abs).reduce(0, +) / Double(settled.count) < 0.005)
    #expect(spread(settled) < 0.006)
    #expect(spread(following.tempos.dropFirst(16)) < 0.8)
  }

  @Test(arguments: [1.15, 0.85])
  func `a tempo that goes up or down by 15 % in eight bars is followed`(factor: Double) {
    var following = Following()
    following.play(steady(24), jitter: 0.008)
    let ramp = (1...32).map { 0.5 / (1 + (factor - 1) * Double($0) / 32) }
    following.play(ramp + steady(16, 0.5 / factor), jitter: 0.008)
    #expect(following.errors.map(abs).max() ?? 1 < 0.05)
    #expect(following.loop.beat == Double(following.beats.count - 1))
  }

  @Test(arguments: [1.15, 0.85])
  func `an even tracker is hardly left behind where the tempo goes on changing`(factor: Double) {
    var following = Following()
    following.play(steady(24), jitter: 0.002)
    following.play((1...32).map { 0.5 / (1 + (factor - 1) * Double($0) / 32) }, jitter: 0.002)
    #expect(following.errors.dropFirst(24).map(abs).max() ?? 1 < 0.02)
  }

  @Test(arguments: [1.08, 0.92])
  func `a step of the tempo by 8 % is caught within four beats`(factor: Double) {
    var following = Following()
    following.play(steady(24), jitter: 0.006)
    following.play(steady(16, 0.5 / factor), jitter: 0.006)
    let after = following.errors.dropFirst(24 + 3).prefix(8)
    #expect(after.map(abs).max() ?? 1 < 0.03)
    #expect(abs(following.tempos[24 + 6] - 120 * factor) < 4)
  }

  /// A tracker that announces a beat ahead goes on at the old tempo for some beats, and then catches up.
  @Test(arguments: [1.08, 0.92], [3, 6])
  func `a tracker that finds another tempo late is followed with the beat that says so`(
    factor: Double, late: Int
  ) {
    var following = Following()
    following.play(steady(24), jitter: 0.006)
    following.play(steady(16, 0.5 / factor), jitter: 0.006) { index, period in
      index < late ? [(Double(index + 1) * (0.5 - period), 0.5)] : [(0, period * 1.01)]
    }
    let caught = following.errors[(24 + late)...]
    #expect(caught.map(abs).max() ?? 1 < 0.03)
    #expect(abs(following.tempos[24 + late] - 120 * factor) < 2)
    #expect(following.loop.beat == Double(following.beats.count - 1))
  }

  @Test func `a beat that is off moves the tempo little, if its own length is as before`() {
    var following = Following()
    following.play(steady(24), jitter: 0.004)
    for _ in 0..<8 {
      // A strum that is behind for a bar, as where chords change.
      following.play(steady(3), jitter: 0.004) { _, period in [(0.03, period * 1.01)] }
      following.play(steady(5), jitter: 0.004)
    }
    #expect(spread(following.tempos.dropFirst(24)) < 0.9)
  }

  @Test func `a single announcement far off changes nothing`() {
    var following = Following()
    following.play(steady(24), jitter: 0.003)
    let before = following.tempos[23]
    following.play(steady(1), jitter: 0) { _, period in [(0.21, period)] }
    #expect(following.outcomes.last == .rejected)
    following.play(steady(1), jitter: 0) { _, period in [(0.09, period)] }
    #expect(abs(following.tempos[25] - before) < 1)
    following.play(steady(8), jitter: 0.003)
    #expect(following.errors.dropFirst(24).map(abs).max() ?? 1 < 0.02)
  }

  @Test func `double tempo is resisted, and its beats on ours still count`() {
    var following = Following()
    following.play(steady(16), jitter: 0.004)
    for _ in 0..<2 {
      following.play(steady(6, 0.51), jitter: 0.004) { _, period in
        [(-period / 2, period / 2), (0, period / 2)]
      }
      #expect(abs(following.loop.period - 0.51) < 0.02)
      following.play(steady(1, 0.51), jitter: 0.004)
    }
    #expect(abs(following.loop.period - 0.51) < 0.006)
    #expect(following.errors.suffix(4).map(abs).max() ?? 1 < 0.02)
  }

  @Test func `half tempo is resisted, and every other beat is found in between`() {
    var following = Following()
    following.play(steady(16), jitter: 0.004)
    following.play(steady(16, 0.49), jitter: 0.004) { index, period in
      index % 2 == 0 ? [] : [(0, 2 * period)]
    }
    #expect(abs(following.loop.period - 0.49) < 0.006)
    #expect(following.errors.suffix(4).map(abs).max() ?? 1 < 0.02)
  }

  @Test func `a tracker that slips to the off-beat for four bars is resisted`() {
    var following = Following()
    following.play(steady(40), jitter: 0.004)
    following.play(steady(15), jitter: 0.004) { _, period in [(period / 2, period)] }
    following.play(steady(8), jitter: 0.004)
    #expect(!following.outcomes.contains(.moved))
    #expect(following.errors.map(abs).max() ?? 1 < 0.03)
  }

  @Test func `a tracker that stays on the off-beat is believed, soon where the loop is young`() {
    for (age, patience) in [(40, 22), (10, 5)] {
      var following = Following()
      following.play(steady(age), jitter: 0.004)
      following.play(steady(patience), jitter: 0.004) { _, period in [(period / 2, period)] }
      #expect(following.outcomes.contains(.moved))
    }
  }

  @Test func `a tracker that stays at double tempo is believed in the end`() {
    var following = Following()
    following.play(steady(16), jitter: 0.004)
    following.play(steady(40), jitter: 0.004) { _, period in
      [(-period / 2, period / 2), (0, period / 2)]
    }
    #expect(abs(following.loop.period - 0.25) < 0.01)
  }

  /// Every other beat of a tracker that takes three for two falls on one of ours.
  @Test func `three beats that are taken for two are believed after six of ours`() {
    var following = Following()
    following.play(steady(40), jitter: 0.004)
    following.play(steady(4, 0.75), jitter: 0.004)
    #expect(abs(following.loop.period - 0.5) < 0.05)
    following.play(steady(2, 0.75), jitter: 0.004)
    #expect(abs(following.loop.period - 0.75) < 0.01)
    #expect(abs(following.loop.time - (following.beats.last ?? 0)) < 0.02)
  }

  @Test func `a tempo that the player told is kept where the tracker stays at another beat`() {
    var following = Following()
    following.loop.tell(beat: 0, time: 0, period: 0.5)
    following.play(steady(20, 0.75), jitter: 0.004)
    #expect(abs(following.loop.period - 0.5) < 0.05)
  }

  /// Sixteen of ours would be 32 of the player's.
  @Test func `a tracker that comes back from half tempo is believed after 16 of its beats`() {
    var following = Following(start: 1)
    following.play(steady(16, 1), jitter: 0.004)
    following.play(steady(15), jitter: 0.004)
    #expect(abs(following.loop.period - 1) < 0.02)
    following.play(steady(3), jitter: 0.004)
    #expect(abs(following.loop.period - 0.5) < 0.02)
  }

  @Test(arguments: [1.0, 0.25])
  func `a tracker that began at half or double tempo is believed soon`(period: Double) {
    var following = Following(start: period)
    following.play(steady(12), jitter: 0.004)
    #expect(abs(following.loop.period - 0.5) < 0.02)
    #expect(following.tempos.suffix(4).allSatisfy { abs($0 - 120) < 5 })
  }

  @Test func `a tempo that the player told is never doubled`() {
    var following = Following()
    following.loop.tell(beat: 0, time: 0, period: 0.5)
    following.play(steady(60), jitter: 0.004) { _, period in
      [(-period / 2, period / 2), (0, period / 2)]
    }
    #expect(abs(following.loop.period - 0.5) < 0.01)
  }

  @Test func `beats that are not announced are made up for`() {
    var following = Following()
    following.play(steady(24), jitter: 0.004)
    following.play(steady(5), jitter: 0) { _, _ in [] }
    following.play(steady(8), jitter: 0.004)
    #expect(following.loop.beat == 37)
    #expect(following.errors.map(abs).max() ?? 1 < 0.02)
  }

  @Test func `a beat that has moved for good is gone over to`() {
    var following = Following()
    following.play(steady(24), jitter: 0.003)
    following.play(steady(6), jitter: 0.003) { _, period in [(0.2, period)] }
    #expect(following.outcomes.contains(.moved))
    #expect(abs(following.errors.last ?? 0) > 0.19)
  }
}
