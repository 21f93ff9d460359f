/// When something is tried that may fail again and again: at once, then after ever longer pauses, until it has
/// held for a while.
///
/// Times are nanoseconds.
struct RetryPace {
  private static let shortest: Int64 = 1_000_000_000
  private static let longest: Int64 = 15_000_000_000

  /// How long it has to hold.
  private static let steady: Int64 = 10_000_000_000

  private var last: Int64?
  private var pause = shortest

  /// Whether it was ever tried.
  var hasBegun: Bool { last != nil }

  /// Whether another try is due at `now`, which then counts as made.
  mutating func isDue(now: Int64) -> Bool {
    if let last {
      guard now - last > pause else { return false }
      pause = min(2 * pause, Self.longest)
    }
    last = now
    return true
  }

  /// Takes in that what was tried last has ended at `now`.
  mutating func end(now: Int64) {
    if let last, now - last >= Self.steady { pause = Self.shortest }
  }
}
