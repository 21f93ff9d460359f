import CRealtime
import Glibc
import Testing

/// Waits until `condition` holds, for as long as a busy machine may need, and records that it did not after
/// that; the thread is not left to other tests meanwhile.
func eventually(_ what: Comment, _ condition: () -> Bool) {
  let end = realtime_nanoseconds() + 60_000_000_000
  while !condition() {
    guard realtime_nanoseconds() < end else {
      Issue.record(what)
      return
    }
    usleep(1000)
  }
}
