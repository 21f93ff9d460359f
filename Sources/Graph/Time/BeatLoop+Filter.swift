/// The filter itself: where the next beat is expected, and what an announcement changes of that.
extension BeatLoop {
  /// How much the period may drift from beat to beat at most, as a share of it.
  private static var restless: Double { @_noLocks get { 0.006 } }

  /// Lets `count` beats go by.
  @_noLocks
  mutating func predict(_ count: Double) {
    let noise = drift * period * drift * period
    var left = min(count, 8)
    while left >= 1 {
      timeVariance += 2 * covariance + periodVariance
      covariance += periodVariance
      periodVariance += noise
      left -= 1
    }
    time += count * period
    beat += count
  }

  /// Moves time and period towards an announcement that is `error` later than expected, and itself off by `jitter`.
  @_noLocks
  mutating func correct(by error: Double, jitter: Double, confidence: Double) {
    let noise = jitter * jitter / min(1, max(0.1, confidence))
    let variance = timeVariance + noise
    let trend = error * lastError / variance
    lastError = error
    var error = error
    if trend > 2.5, error * error > 2.5 * variance {
      // Twice far off on the same side: the tempo has changed.
      let change = 0.25 * error * error
      periodVariance += change
      covariance += 0.5 * change
      timeVariance += change
    } else if error * error > 9 * variance {
      // The further off a single one is, the less it counts.
      error = 9 * variance / error
    }
    drift *= 1 + 0.15 * max(-1, min(1.5, trend - 0.3))
    drift = min(Self.restless, max(Self.calm, drift))
    let total = timeVariance + noise
    let timeGain = timeVariance / total
    let periodGain = covariance / total
    time += timeGain * error
    period += periodGain * error
    periodVariance -= periodGain * covariance
    covariance -= timeGain * covariance
    timeVariance -= timeGain * timeVariance
  }

  /// Whether beats of length `interval` are longer than ours where one is late by `error`, or shorter where early.
  @_noLocks
  func agrees(_ interval: Double, with error: Double) -> Bool {
    let change = interval / period - 1
    return change * error > 0 && abs(change) > Self.agreeing.least
  }
}
