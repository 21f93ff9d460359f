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
  static var jitter: Double { @_noLocks get { 0.018 } }

  /// The same of those whose length of a beat differs from ours by a share of `least` or more, to the side on which
  /// they fall: the tempo is changing, rather than a beat off.
  static var agreeing: (jitter: Double, least: Double) { @_noLocks get { (0.009, 0.002) } }

  /// How much the period may drift from beat to beat at least, as a share of it.
  static var calm: Double { @_noLocks get { 0.001 } }

  /// The number of the last beat, as whoever locked the loop counts.
  package internal(set) var beat: Double = 0

  /// When that beat falls.
  package internal(set) var time: Double = 0

  /// How long a beat is.
  package internal(set) var period: Double = 0.5

  /// Whether the player said how fast a beat is, so that half and double tempo are never believed.
  private(set) var isTold = false

  /// How sure time and period are, and how freely the period drifts now.
  var timeVariance: Double = 0
  var covariance: Double = 0
  var periodVariance: Double = 0
  var drift: Double = 0

  /// The last error.
  var lastError: Double = 0

  /// How many beats were followed at its own tempo since the player, or the tracker, began.
  var age: Double = 0

  /// How many announcements fell elsewhere of late.
  var strays: Double = 0

  /// When the tracker went over to half or double tempo; infinite where it has not.
  var octaveSince: Double = .infinity

  /// The same of any other beat that is no step away.
  var otherSince: Double = .infinity

  /// When the last announcement said that a beat falls, wherever that was.
  package internal(set) var lastAnnounced: Double = -.infinity

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
}
