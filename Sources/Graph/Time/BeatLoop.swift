/// Makes an even line of the beats that a tracker announces: where the next one falls, and how long
/// a beat is.
///
/// A Kalman filter of time and period, which is a second-order loop whose bandwidth follows from what
/// it knows: wide after a start or a change of tempo, narrow while the player is steady. How freely
/// the tempo may drift is learnt from its own errors: two in a row on the same side say that it lags
/// (Bar-Shalom, Li & Kirubarajan, "Estimation with Applications to Tracking and Navigation", 2001,
/// section 11.2). A tracker that has found another tempo, rather than an odd beat, says so by how long
/// it takes a beat to be: then the loop begins anew from there. All times are in seconds.
package struct BeatLoop: BitwiseCopyable {
  /// What became of an announced beat.
  package enum Outcome: UInt8, BitwiseCopyable {
    case followed
    /// It fell so far from any beat that it was taken for an error.
    case rejected
    /// It was the third that fell elsewhere, or the first at another tempo: the loop has gone over to it.
    case moved
    /// It came at half or double tempo: what it says of the beat was used, its tempo was not.
    case otherOctave
  }

  /// How far single announcements are off, one standard deviation.
  private static var jitter: Double { 0.018 }

  /// How much the period may drift from beat to beat, as a share of it: at first, and at most.
  private static var calm: Double { 0.001 }
  private static var restless: Double { 0.006 }

  /// Announcements further from a beat than this share of it are taken for errors.
  private static var reach: Double { 0.3 }

  /// By what share of ours a beat must be longer or shorter to be at another tempo, and by what at most:
  /// a tracker's lengths differ by 2 % at a steady tempo, and by a quarter where it counts otherwise.
  private static var step: (least: Double, most: Double) { (0.05, 0.15) }

  /// How sure the tracker has to be of it.
  private static var certainty: Double { 0.5 }

  /// Beats at half or double tempo after which it is believed.
  private static var stubbornness: Double { 24 }

  /// The same while the loop is young: a tracker that has just begun may have begun at the wrong one.
  private static var openness: Double { 2 }

  /// Beats that were followed after which the loop is not young any more.
  private static var maturity: Double { 8 }

  /// Announcements elsewhere that are believed, and half a beat off, once so many beats were followed: that is a
  /// tracker that has slipped to the off-beat, and comes back, sooner than a player who has.
  private static var faith: Double { 3 }
  private static var offBeat: (faith: Double, age: Double, place: Double) { (16, 32, 0.35) }

  /// The number of the last beat, as whoever locked the loop counts.
  package private(set) var beat: Double = 0

  /// When that beat falls.
  package private(set) var time: Double = 0

  /// How long a beat is.
  package private(set) var period: Double = 0.5

  /// Whether the player said how fast a beat is, so that half and double tempo are never believed.
  private var isTold = false

  private var timeVariance: Double = 0
  private var covariance: Double = 0
  private var periodVariance: Double = 0
  private var drift: Double = 0

  /// The last error.
  private var lastError: Double = 0

  /// How many beats were followed at its own tempo since the player, or the tracker, began.
  private var age: Double = 0

  /// How many announcements fell elsewhere of late.
  private var strays: Double = 0

  /// When the tracker went over to half or double tempo; infinite where it has not.
  private var octaveSince: Double = .infinity

  /// When the last announcement said that a beat falls, wherever that was.
  package private(set) var lastAnnounced: Double = -.infinity

  @_noLocks
  package init() {}

  /// Starts anew from a beat that is sure.
  @_noLocks
  package mutating func lock(beat: Double, time: Double, period: Double) {
    let wasTold = isTold
    self = BeatLoop()
    isTold = wasTold
    self.beat = beat
    self.time = time
    lastAnnounced = time
    self.period = period
    timeVariance = Self.jitter * Self.jitter / 4
    periodVariance = 0.0009 * period * period
    drift = Self.calm
  }

  /// Takes the period of a beat from the player, which holds until ``forget()``.
  @_noLocks
  package mutating func tell(beat: Double, time: Double, period: Double) {
    lock(beat: beat, time: time, period: period)
    isTold = true
  }

  /// Lets the tracker say again how fast a beat is.
  @_noLocks
  package mutating func forget() { isTold = false }

  /// The position in beats at `moment`.
  @_noLocks
  package func position(at moment: Double) -> Double { beat + (moment - time) / period }

  /// Takes in that a beat falls at `moment`, `interval` after the one before, as the tracker believes
  /// with `confidence`, 0 to 1.
  @_noLocks
  package mutating func observe(moment: Double, interval: Double, confidence: Double) -> Outcome {
    let gap = moment - lastAnnounced
    lastAnnounced = moment
    let isOtherOctave = noteOctave(of: interval, at: moment)
    let elapsed = (position(at: moment) - beat + 0.5).floored
    let error = moment - time - elapsed * period
    if elapsed >= 1, confidence >= Self.certainty, isStep(interval, error: error) {
      age += 1
      goOver(to: beat + elapsed, moment: moment, period: interval)
      return .moved
    }
    guard elapsed >= 1, abs(error) < Self.reach * period else {
      if elapsed < 1 || (isOtherOctave && interval < period) { return .otherOctave }
      return stray(moment: moment, interval: interval, gap: gap)
    }
    strays = max(0, strays - 0.34)
    predict(elapsed)
    correct(by: error, confidence: confidence)
    if !isOtherOctave { age += 1 }
    return isOtherOctave ? .otherOctave : .followed
  }

  /// Takes note of whether `interval` is half or twice ours, and gives in where it stays so.
  @_noLocks
  private mutating func noteOctave(of interval: Double, at moment: Double) -> Bool {
    let ratio = interval / period
    let isOther = (ratio > 1.7 && ratio < 2.4) || (ratio > 0.42 && ratio < 0.59)
    guard isOther else {
      octaveSince = .infinity
      return false
    }
    octaveSince = min(octaveSince, moment)
    let patience = age < Self.maturity ? Self.openness : Self.stubbornness
    guard !isTold, moment - octaveSince > patience * period else { return true }
    octaveSince = .infinity
    period = interval
    periodVariance = 0.0009 * period * period
    covariance = 0
    return false
  }

  /// Counts an announcement that fell elsewhere, and goes over to them where they agree.
  @_noLocks
  private mutating func stray(moment: Double, interval: Double, gap: Double) -> Outcome {
    let isEven = abs(gap / interval - 1) < 0.15
    strays += isEven ? 1 : 0.5
    guard strays >= faith(in: moment, interval: interval) else { return .rejected }
    let nearest = max(beat + 1, (position(at: moment) + 0.5).floored)
    let isOther = octaveSince < .infinity
    goOver(to: nearest, moment: moment, period: isOther || isTold ? period : interval)
    return .moved
  }

  /// How many announcements like the one at `moment` it takes.
  @_noLocks
  private func faith(in moment: Double, interval: Double) -> Double {
    let place = position(at: moment)
    let isOff = abs(place - (place + 0.5).floored) > Self.offBeat.place
    let isSameTempo = abs(interval / period - 1) < Self.step.most
    return age >= Self.offBeat.age && isOff && isSameTempo ? Self.offBeat.faith : Self.faith
  }

  /// Whether a beat of length `interval` is at another tempo, which explains why it was off by `error`.
  @_noLocks
  private func isStep(_ interval: Double, error: Double) -> Bool {
    let change = interval / period - 1
    return change * error > 0 && abs(change) > Self.step.least && abs(change) < Self.step.most
  }

  /// Starts anew from a beat that was announced, as old as before.
  @_noLocks
  private mutating func goOver(to beat: Double, moment: Double, period: Double) {
    let age = age
    lock(beat: beat, time: moment, period: period)
    self.age = age
  }

  /// Lets `count` beats go by.
  @_noLocks
  private mutating func predict(_ count: Double) {
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

  /// Moves time and period towards an announcement that is `error` later than expected.
  @_noLocks
  private mutating func correct(by error: Double, confidence: Double) {
    let noise = Self.jitter * Self.jitter / min(1, max(0.1, confidence))
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
}
