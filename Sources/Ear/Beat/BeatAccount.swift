/// One account of how a player's beats fall.
///
/// A Kalman filter of time and period (Bar-Shalom, Li & Kirubarajan, "Estimation with Applications to Tracking and
/// Navigation", 2001, section 6.3). Times are in input frames.
struct BeatAccount {
  /// When its last beat fell, and how long one is.
  var time: Double
  var period: Double

  /// Which beat that is, from 0, and the last part of a beat up to which strokes were looked for.
  var beat = 0
  var passed = 0

  var timeVariance: Double
  var covariance = 0.0
  var periodVariance: Double

  /// The logarithm of how likely it is beside others.
  var score = 0.0

  /// Whether the tempo goes on changing; by what share a beat becomes longer from one to the next as it does, and how
  /// many have gone by since that was last asked.
  var isRestless = false
  var stretch = 0.0
  var passedOver = 0.0

  /// How much of what a beat is found to be longer than thought counts for the next ones, too, and the largest such
  /// share: a tempo that goes on changing by a stroke goes on by the next.
  private static let stretching = (share: 0.2, most: 0.01)

  /// Lets `count` beats go by, from each of which to the next the tempo drifts by about a share `drift`.
  mutating func pass(_ count: Int, drift: Double) {
    let noise = drift * period * drift * period
    if !isRestless { (stretch, passedOver) = (0, 0) }
    passedOver += Double(count)
    for _ in 0..<count {
      period *= 1 + stretch
      time += period
      timeVariance += 2 * covariance + periodVariance
      covariance += periodVariance
      periodVariance += noise
    }
    beat += count
  }

  /// Lets the tempo be another from the last beat on, by a share of about `spread`.
  mutating func change(by spread: Double) {
    periodVariance += spread * period * spread * period
  }

  /// How uncertain it is when `place`, in beats after the last, falls.
  func variance(at place: Double) -> Double {
    timeVariance + place * (2 * covariance + place * periodVariance)
  }

  /// Moves towards what was `error` later than `place`, and is off by a variance of `noise` itself.
  mutating func correct(by error: Double, at place: Double, noise: Double) {
    let toTime = timeVariance + place * covariance
    let toPeriod = covariance + place * periodVariance
    let total = toTime + place * toPeriod + noise
    time += toTime / total * error
    let change = toPeriod / total * error
    period += change
    if isRestless { goOn(changingBy: change / period) }
    timeVariance -= toTime * toTime / total
    covariance -= toTime * toPeriod / total
    periodVariance -= toPeriod * toPeriod / total
  }

  /// Learns that the last beat was longer than thought by a share of `change`.
  private mutating func goOn(changingBy change: Double) {
    let (share, most) = Self.stretching
    stretch = min(most, max(-most, stretch + share * change / max(1, passedOver)))
    passedOver = 0
  }

  /// When its beat nearest to `frame` falls.
  func beat(near frame: Double) -> Double {
    let beats = ((frame - time) / period).rounded()
    let ahead = max(0, beats)
    return time + period * (beats + stretch * ahead * (ahead + 1) / 2)
  }

  /// Whether `other` says much the same.
  func isAlike(_ other: BeatAccount, within reach: Double) -> Bool {
    isRestless == other.isRestless && abs(time - other.time) < reach
      && abs(period - other.period) < 0.002 * period
      && (0.5...2).contains(other.periodVariance / periodVariance)
  }
}
