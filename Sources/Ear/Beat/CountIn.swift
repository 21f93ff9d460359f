/// Waits for four unpitched strokes, evenly spaced, with no pitch in them or the second before.
struct CountIn {
  /// What four strokes fix, in input frames.
  struct Lock {
    let lastStroke: Double
    let interval: Double
  }

  private static let silence = 1.0
  private static let tolerance = 0.12

  private let sampleRate: Double
  private let slowest: Double
  private let fastest: Double
  /// The last unpitched strokes, four at most, none before the last pitch.
  private var strokes: [Double] = []
  private var lastPitch = -Double.infinity

  init(sampleRate: Double, slowest: Double, fastest: Double) {
    self.sampleRate = sampleRate
    self.slowest = slowest
    self.fastest = fastest
  }

  mutating func reset() {
    strokes = []
    lastPitch = -.infinity
  }

  /// Hears an onset; returns the lock when it is the fourth stroke of a count-in.
  ///
  /// A knock before the first stroke does no harm: the last four strokes count.
  mutating func hear(frame: Double, isPercussive: Bool) -> Lock? {
    guard isPercussive else {
      strokes = []
      lastPitch = frame
      return nil
    }
    strokes = (strokes + [frame]).suffix(4)
    guard strokes.count == 4, strokes[0] - lastPitch >= Self.silence * sampleRate, isEven else {
      return nil
    }
    let interval = (strokes[3] - strokes[0]) / 3
    strokes = []
    return Lock(lastStroke: frame, interval: interval)
  }

  private var isEven: Bool {
    let gaps = zip(strokes.dropFirst(), strokes).map { $0 - $1 }
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let tempo = 60 * sampleRate / mean
    return tempo > slowest * 0.95 && tempo < fastest * 1.05
      && gaps.allSatisfy { abs($0 / mean - 1) <= Self.tolerance }
  }
}
