/// A moment as OSC writes it: seconds since 1900 in 32.32 fixed point, of the wall clock.
package struct OSCTime: Hashable, Sendable {
  /// Seconds from 1900 to 1970.
  private static let epoch: Int64 = 2_208_988_800

  package var seconds: UInt32
  package var fraction: UInt32

  package init(seconds: UInt32, fraction: UInt32) {
    self.seconds = seconds
    self.fraction = fraction
  }

  /// Creates the time that a wall clock shows as `nanoseconds` since 1970.
  package init(nanoseconds: Int64) {
    let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    seconds = UInt32(truncatingIfNeeded: whole + Self.epoch)
    fraction = UInt32((UInt64(rest.magnitude) << 32) / 1_000_000_000)
  }

  /// The special time that means "at once".
  package static let immediately = Self(seconds: 0, fraction: 1)

  /// Nanoseconds since 1970; times whose top bit is clear belong to the era that begins in 2036.
  package var nanoseconds: Int64 {
    let era: Int64 = seconds < 1 << 31 ? 1 << 32 : 0
    let whole = Int64(seconds) + era - Self.epoch
    return whole * 1_000_000_000 + Int64((UInt64(fraction) * 1_000_000_000) >> 32)
  }

  /// The wall clock now.
  package static var now: Self {
    Self(nanoseconds: Clock.wall())
  }
}
