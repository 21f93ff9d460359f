/// Waits for four unpitched strokes, evenly spaced, that come out of silence.
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
  private var strokes: [Double] = []
  private var lastOnset = -Double.infinity

  init(sampleRate: Double, slowest: Double, fastest: Double) {
    self.sampleRate = sampleRate
    self.slowest = slowest
    self.fastest = fastest
  }

  mutating func reset() {
    strokes = []
    lastOnset = -.infinity
  }

  /// Hears an onset; returns the lock when it is the fourth stroke of a count-in.
  mutating func hear(frame: Double, isPercussive: Bool) -> Lock? {
    let gap = (frame - lastOnset) / sampleRate
    lastOnset = frame
    guard isPercussive else {
      strokes = []
      return nil
    }
    if strokes.isEmpty || gap > 60 / slowest * (1 + Self.tolerance) {
      strokes = gap >= Self.silence ? [frame] : []
      return nil
    }
    strokes.append(frame)
    guard isEven else {
      strokes = []
      return nil
    }
    guard strokes.count == 4 else { return nil }
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
