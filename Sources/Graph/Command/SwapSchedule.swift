/// Lets another schedule run from the next cycle on, with the parameters that come with it.
struct SwapSchedule: Command {
  private var schedule: UnsafeMutablePointer<Schedule>
  private var settings: SetParameters

  /// Takes over `schedule`.
  init(_ schedule: UnsafeMutablePointer<Schedule>, _ settings: SetParameters) {
    self.schedule = schedule
    self.settings = settings
  }

  @_noLocks
  mutating func apply(to executor: inout Executor) {
    settings.apply(to: &executor)
    schedule = executor.exchange(schedule)
  }

  mutating func finish() {
    settings.finish()
    schedule.deinitialize(count: 1)
    schedule.deallocate()
  }
}
