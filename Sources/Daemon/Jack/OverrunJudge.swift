private import CRealtime

/// Tells whether a cycle that took too long by the clock did so by our own doing, or because the
/// system let somebody else run.
///
/// For that it asks how long the thread itself has run, in one cycle of sixteen and in those that took
/// too long: the answer takes a system call.
struct OverrunJudge: BitwiseCopyable {
  private static var interval: Int { 16 }

  private var spent: Int64 = 0
  private var cycles = 0

  @_noLocks
  init() {}

  /// Returns the nanoseconds that count for a cycle which took `elapsed` by the clock, of `period`.
  ///
  /// Where the thread has run for less than that since it was last asked, that is all that this cycle
  /// can have used.
  @_noLocks
  mutating func judge(_ elapsed: Int, period: Int) -> Int {
    cycles += 1
    guard elapsed > period || cycles >= Self.interval else { return elapsed }
    let now = realtime_thread_nanoseconds()
    let used = Int(now - spent)
    spent = now
    cycles = 0
    return elapsed > period ? min(elapsed, used) : elapsed
  }
}
