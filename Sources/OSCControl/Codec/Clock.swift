private import Glibc

/// The two clocks that OSC needs, in nanoseconds.
package enum Clock {
  /// The wall clock, which may step.
  package static func wall() -> Int64 { read(CLOCK_REALTIME) }

  /// The clock that never steps; everything scheduled counts on this one.
  package static func monotonic() -> Int64 { read(CLOCK_MONOTONIC) }

  /// How far `wall` is ahead of the clock that never steps, now.
  ///
  /// It is read between two looks at the other; where something came between these, once more.
  package static func lead(of wall: () -> Int64) -> Int64 {
    var (lead, doubt) = (Int64(0), Int64.max)
    for _ in 0..<5 where doubt > 5000 {
      let before = monotonic()
      let time = wall()
      let after = monotonic()
      guard after - before < doubt else { continue }
      (lead, doubt) = (time - before - (after - before) / 2, after - before)
    }
    return lead
  }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
