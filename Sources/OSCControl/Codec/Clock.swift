private import Glibc

/// The two clocks that OSC needs, in nanoseconds.
package enum Clock {
  /// The wall clock, which may step.
  package static func wall() -> Int64 { read(CLOCK_REALTIME) }

  /// The clock that never steps; everything scheduled counts on this one.
  package static func monotonic() -> Int64 { read(CLOCK_MONOTONIC) }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
