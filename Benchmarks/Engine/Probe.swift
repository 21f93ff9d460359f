import CRealtime
import Glibc

/// Does the same small piece of work once a period, at the priority that JACK's clients have, and prints
/// how long it took, as shares of the period: what the machine takes from anybody, whatever he does.
///
/// The work is as long as `microseconds` where nothing interrupts it, and touches no memory.
func probe(seconds: Int, frames: Int, microseconds: Int) {
  var parameters = sched_param()
  parameters.sched_priority = 15
  let isPunctual = sched_setscheduler(0, SCHED_FIFO, &parameters) == 0
  _ = mlockall(MCL_CURRENT | MCL_FUTURE)
  let period = frames * 1_000_000_000 / 48_000
  let quickest = (0..<1000).map { _ in timed { spin(1000) } }.min() ?? 1
  let turns = max(1, 1000 * microseconds * 1000 / max(1, quickest))
  var times = [Int](repeating: 0, count: seconds * 1_000_000_000 / period)
  var next = Int(realtime_nanoseconds())
  for index in times.indices {
    next += period
    var time = timespec(tv_sec: next / 1_000_000_000, tv_nsec: next % 1_000_000_000)
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil)
    times[index] = timed { spin(turns) }
  }
  let sorted = times.sorted().map { Double($0) / Double(period) }
  let shares = [0.5, 0.99, 0.9999, 1].map { "\(sorted.quantile($0))" }
  print(isPunctual ? "punctual" : "plain", shares.joined(separator: " "))
}

private func timed(_ body: () -> Void) -> Int {
  let start = realtime_nanoseconds()
  body()
  return Int(realtime_nanoseconds() - start)
}

/// Keeps the processor busy; the pause keeps the loop from being left out.
private func spin(_ turns: Int) {
  for _ in 0..<turns { realtime_pause() }
}
