internal import Graph

/// Makes an even line of the ticks of a clock, which arrive unevenly.
///
/// A g-h filter whose memory grows: its gains are those of the least-squares line through all ticks so
/// far, and stay where the memory is full (Brookner, "Tracking and Kalman Filtering Made Easy", 1998,
/// section 1.2.10). Times are in frames.
struct TickLine: BitwiseCopyable {
  /// How many ticks the memory holds: two beats.
  private static var longest: Int { 48 }

  /// How many are left of it when the tempo has changed.
  private static var shortest: Int { 4 }

  /// By what share of a tick one is off that tells so, if so many in a row are off on the same side.
  private static var surprise: Double { 0.3 }
  private static var surpriseCount: Double { 3 }

  /// How many ticks without word make the next one a new beginning.
  private static var patience: Double { 4 }

  /// How many ticks it remembers.
  private(set) var count = 0

  /// Where the last tick lies on the line.
  private(set) var time: Double = 0

  /// From one tick to the next.
  private(set) var period: Double = 0

  /// How many in a row were off, less than nothing for early ones.
  private var run: Double = 0

  /// Takes in that a tick arrived at `moment`.
  @_noLocks
  mutating func add(_ moment: Double) {
    guard count >= 2, moment - time < Self.patience * period else {
      begin(moment)
      return
    }
    let error = moment - time - period
    note(error)
    let number = Double(min(count, Self.longest))
    let scale = 1 / ((number + 1) * (number + 2))
    time += period + (4 * number + 2) * scale * error
    period = max(1, period + 6 * scale * error)
    count += 1
  }

  /// Takes a first or a second tick for the line itself.
  @_noLocks
  private mutating func begin(_ moment: Double) {
    run = 0
    count = count == 1 ? 2 : 1
    if count == 2 { period = max(1, moment - time) }
    time = moment
  }

  /// Forgets most of the past where the ticks go another way.
  @_noLocks
  private mutating func note(_ error: Double) {
    guard abs(error) > Self.surprise * period else {
      run = 0
      return
    }
    run = error > 0 ? max(0, run) + 1 : min(0, run) - 1
    if abs(run) >= Self.surpriseCount { count = min(count, Self.shortest) }
  }
}
