private import CRealtime
import Glibc
import Graph

/// Tells whether cycles that took too long by the clock did so by our own doing, or because the
/// system let somebody else run.
///
/// The audio thread only notes such a cycle. The control thread, turn by turn, asks how long the audio
/// thread has run in all: where that is less than a period, the cycle cannot have used one.
struct OverrunJudge: ~Copyable {
  private var spent: Int64 = 0
  private var trace: ThreadTrace?

  /// Returns what the system did to the thread since the last call; all that it says where a cycle was late.
  mutating func disturbance(isLate: Bool) -> Disturbance {
    trace?.take(inFull: isLate, now: realtime_nanoseconds()) ?? Disturbance()
  }

  /// Returns the nanoseconds that any one cycle of `thread` since the last call can have used.
  mutating func limit(_ thread: pthread_t) -> Int {
    var clock = clockid_t()
    var time = timespec()
    guard pthread_getcpuclockid(thread, &clock) == 0,
      clock_gettime(clock, &time) == 0
    else { return .max }
    if trace == nil { trace = ThreadTrace(clock: clock) }
    let now = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    defer { spent = now }
    return Int(now - spent)
  }
}
