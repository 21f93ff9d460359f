/// Waits for a bar of unpitched strokes, four where nobody has told how many it has, evenly spaced, with no pitch in them or the second before.
struct CountIn {
  /// What the strokes fix, in input frames.
  struct Lock {
    let lastStroke: Double
    let interval: Double
  }

  private static let silence = 1.0
  private static let tolerance = 0.12

  private let sampleRate: Double
  private let slowest: Double
  private let fastest: Double
  /// How many strokes count in.
  private var count = 4
  /// The last unpitched strokes, as many at most, none before the last pitch.
  private var strokes: [Double] = []
  private var lastPitch = -Double.infinity

  init(sampleRate: Double, slowest: Double, fastest: Double) {
    self.sampleRate = sampleRate
    self.slowest = slowest
    self.fastest = fastest
  }

  /// Takes it that bars have so many beats, 0 where nobody has said: as many strokes count in, or four where a bar is
  /// shorter than three, or longer than seven.
  mutating func tell(_ beatsPerBar: Int) { count = (3...7).contains(beatsPerBar) ? beatsPerBar : 4 }

  mutating func reset() {
    strokes = []
    lastPitch = -.infinity
  }

  /// Hears an onset; returns the lock when it is the last stroke of a count-in.
  ///
  /// A knock before the first stroke does no harm: the last strokes count.
  mutating func hear(frame: Double, isPercussive: Bool) -> Lock? {
    guard isPercussive else {
      strokes = []
      lastPitch = frame
      return nil
    }
    strokes = (strokes + [frame]).suffix(count)
    guard strokes.count == count, strokes[0] - lastPitch >= Self.silence * sampleRate, isEven else {
      return nil
    }
    let interval = (frame - strokes[0]) / Double(count - 1)
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
