private import CRealtime

/// Time that no one sets, in nanoseconds.
enum MonotonicClock {
  static var now: Int64 { realtime_nanoseconds() }
}
