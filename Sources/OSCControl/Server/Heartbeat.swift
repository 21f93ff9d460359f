/// Gives a sign of life every second, for those who have subscribed to it; times in nanoseconds.
struct Heartbeat {
  private static let period: Int64 = 1_000_000_000

  /// When the last one was given, and how many there were.
  private var time = Int64.min / 2
  private var count: Int32 = 0

  /// The number of the one that is due by `now`, if one is.
  mutating func take(at now: Int64) -> Int32? {
    guard now - time >= Self.period else { return nil }
    time = now
    count &+= 1
    return count
  }
}
