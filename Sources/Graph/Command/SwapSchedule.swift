/// Lets another schedule run from the next cycle on.
struct SwapSchedule: Command {
  private var schedule: UnsafeMutablePointer<Schedule>

  /// Takes over `schedule`.
  init(_ schedule: UnsafeMutablePointer<Schedule>) { self.schedule = schedule }

  @_noLocks
  mutating func apply(to executor: inout Executor) { schedule = executor.exchange(schedule) }

  mutating func finish() {
    schedule.deinitialize(count: 1)
    schedule.deallocate()
  }
}
