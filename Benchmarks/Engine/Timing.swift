import CRealtime
import Glibc

/// Nanoseconds that `body` takes, for each of `count` runs, sorted; `pause` comes in between.
func time(count: Int, _ body: () -> Void, pause: () -> Void) -> [Double] {
  (0..<count).map { _ in
    let start = realtime_nanoseconds()
    body()
    let end = realtime_nanoseconds()
    pause()
    return Double(end - start)
  }.sorted()
}

extension [Double] {
  /// The value below which `fraction` of the sorted values lie.
  func quantile(_ fraction: Double) -> Double {
    self[Swift.min(count - 1, Int(Double(count) * fraction))]
  }
}

/// The CPU time of this thread in seconds: what other programs take from it does not count.
func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
