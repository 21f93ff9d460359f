/// What the threads of the crew work on in one cycle.
struct CrewShift: BitwiseCopyable {
  let schedule: UnsafeMutablePointer<Schedule>
  let context: UnsafeMutablePointer<CycleContext>
  let pass: SchedulePass

  /// When the cycle began, in ticks, and the clock that says so.
  let beginning: UInt64
  let clock: TickClock

  /// How long the audio thread may wait for helpers.
  let patience: Patience

  @_noLocks
  init(
    schedule: UnsafeMutablePointer<Schedule>, context: UnsafeMutablePointer<CycleContext>,
    pass: SchedulePass, beginning: UInt64, clock: TickClock, patience: Patience
  ) {
    self.patience = patience
    self.schedule = schedule
    self.context = context
    self.pass = pass
    self.beginning = beginning
    self.clock = clock
  }

  /// The ticks since the cycle began.
  @_noLocks
  func elapsed() -> Int { Int(truncatingIfNeeded: clock.now() &- beginning) }

  /// The word that says that the step `index` is done now.
  @_noLocks
  func stamp(_ index: Int) -> UInt64 { StampRow.stamp(index, ticks: clock.now() &- beginning) }
}
