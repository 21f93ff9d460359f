/// Puts the beats that a ``BeatFilter`` expects where the player's strokes fall.
///
/// The filter counts in frames and takes whatever falls within a fourteenth of a beat for on the beat, so
/// that at a steady tempo it is off by some 10 ms for bars at a time. Here a line of beats goes by the
/// filter's roughly and by the strokes near them closely: a Kalman filter of time and period (Bar-Shalom, Li &
/// Kirubarajan, "Estimation with Applications to Tracking and Navigation", 2001, section 6.3). The more the
/// filter's beats leave the line on one side, as where the tempo changes, the more it is the filter that is
/// believed. Times are in input frames; constants are from the takes of `make eval-band`: `docs/decisions.md`.
struct BeatAligner {
  /// How far beats of the filter and strokes are off, in seconds: one standard deviation.
  ///
  /// What the filter is off stays so for a while, and so it counts for less.
  private static let spread = (beat: 0.03, stroke: 0.01)

  /// How far off the first beat and its length may be, and by how much the tempo drifts from beat to beat, as
  /// a share of the beat.
  private static let doubt = (time: 0.015, period: 0.02, drift: 0.0012)

  /// Within what part of a beat a stroke is on it, and a beat of the filter is that of the line, and
  /// how much longer or shorter it may be.
  private static let reach = (stroke: 0.06, beat: 0.1, period: 0.05)

  /// Beats without one of the filter after which the line begins anew.
  private static let patience = 8.0

  /// From where on, in seconds on average, the filter's beats are left where they are less and less, and up
  /// to where; and how much each counts for that average.
  private static let lag = (least: 0.01, most: 0.025, memory: 0.2)

  /// The same for how much longer or shorter the filter's beats are, as a share.
  private static let stretch = (least: 0.006, most: 0.012, memory: 0.35)

  /// After how many beats the line is followed wholly.
  private static let maturity = 8.0

  private let sampleRate: Double
  private var time = 0.0

  /// How long a beat of the line is; 0 where there is none.
  private var period = 0.0
  private var timeVariance = 0.0
  private var covariance = 0.0
  private var periodVariance = 0.0

  /// By how much the filter's beats are later than the line's of late, and by what share longer; and how many
  /// there were since it began.
  private var lag = 0.0
  private var stretch = 0.0
  private var age = 0.0

  init(sampleRate: Double) { self.sampleRate = sampleRate }

  /// Forgets the line.
  mutating func reset() { period = 0 }

  /// Takes in a stroke of `strength`, 0 to 1.
  mutating func hear(strokeAt frame: Double, strength: Float) {
    guard period > 0 else { return }
    let count = ((frame - time) / period).rounded()
    let error = frame - time - count * period
    guard abs(error) < Self.reach.stroke * period else { return }
    let noise = variance(Self.spread.stroke) / Double(max(0.1, strength))
    correct(by: error, after: count, noise: noise)
  }

  /// Takes in that the filter expects a beat at `frame`, `interval` after the one before; returns where it falls.
  mutating func align(beatAt frame: Double, interval: Double) -> Double {
    let count = max(1, ((frame - time) / max(1, period)).rounded())
    guard period > 0, count <= Self.patience else { return begin(frame, interval) }
    predict(count)
    let error = frame - time
    guard abs(error) < Self.reach.beat * period,
      abs(interval / period - 1) < Self.reach.period
    else { return begin(frame, interval) }
    correct(by: error, after: 0, noise: variance(Self.spread.beat))
    age += 1
    let left = frame - time
    lag += Self.lag.memory * (left - lag)
    stretch += Self.stretch.memory * (interval / period - 1 - stretch)
    return frame - trust * left
  }

  /// How much the line is followed rather than the filter, 0 to 1.
  private var trust: Double {
    let inTime = (Self.lag.most - abs(lag) / sampleRate) / (Self.lag.most - Self.lag.least)
    let inTempo =
      (Self.stretch.most - abs(stretch)) / (Self.stretch.most - Self.stretch.least)
    return min(1, max(0, inTime)) * min(1, max(0, inTempo)) * min(1, age / Self.maturity)
  }

  private mutating func begin(_ frame: Double, _ interval: Double) -> Double {
    (time, period) = (frame, interval)
    timeVariance = variance(Self.doubt.time)
    covariance = 0
    periodVariance = Self.doubt.period * interval * Self.doubt.period * interval
    (lag, stretch, age) = (0, 0, 0)
    return frame
  }

  /// The square of a time in seconds, in frames.
  private func variance(_ seconds: Double) -> Double {
    seconds * sampleRate * seconds * sampleRate
  }

  /// Lets `count` beats go by.
  private mutating func predict(_ count: Double) {
    let noise = Self.doubt.drift * period * Self.doubt.drift * period
    for _ in 0..<Int(count) {
      timeVariance += 2 * covariance + periodVariance
      covariance += periodVariance
      periodVariance += noise
    }
    time += count * period
  }

  /// Moves the line towards what was `error` later than its beat `count` beats after the last.
  private mutating func correct(by error: Double, after count: Double, noise: Double) {
    let toTime = timeVariance + count * covariance
    let toPeriod = covariance + count * periodVariance
    let total = toTime + count * toPeriod + noise
    // The further off a single one is, the less it counts.
    let error = error * error > 9 * total ? 9 * total / error : error
    time += toTime / total * error
    period += toPeriod / total * error
    timeVariance -= toTime * toTime / total
    covariance -= toTime * toPeriod / total
    periodVariance -= toPeriod * toPeriod / total
  }
}
