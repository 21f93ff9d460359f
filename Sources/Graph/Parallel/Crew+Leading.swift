private import CRealtime
private import Synchronization

/// What the audio thread does with its helpers.
extension Crew {
  /// Runs all tasks of the schedule that `work` names, together with whoever comes to help; returns
  /// whether they are done.
  ///
  /// It takes what is ready itself and never waits for a helper to wake; it waits only for tasks that a
  /// helper has begun, and not for longer than its patience lasts.
  @_noLocks
  func run(_ work: CrewShift, _ table: TaskTable) -> Bool {
    queue.close()
    shift.pointee = work
    for lane in 0...helperCount { lanes[lane].count = 0 }
    queue.clear(table.count)
    remaining.store(table.count, ordering: .relaxed)
    for task in 0..<table.count {
      let entry = table.tasks[task]
      table.pending[task].store(entry.predecessorCount, ordering: .relaxed)
      if entry.predecessorCount == 0 { queue.push(task, isReserved: entry.isReserved) }
    }
    queue.open()
    return lead(work)
  }

  /// Takes tasks and carries them out until all of the cycle are done, or patience is over.
  @_noLocks
  private func lead(_ work: CrewShift) -> Bool {
    var idle = 0
    var end = 0
    while remaining.load(ordering: .acquiring) > 0 {
      var task = queue.claimReserved()
      if task < 0 { task = queue.claim() }
      if task >= 0 {
        idle = 0
        while task >= 0 { task = carryOut(task, lane: 0) }
        continue
      }
      realtime_pause()
      idle += 1
      guard work.patience.end > 0, idle % 8 == 1 else { continue }
      let now = work.elapsed()
      if idle == 1 { end = max(work.patience.end, now + work.patience.least) }
      if now >= end {
        forsake()
        return false
      }
    }
    return true
  }

  /// Gives the cycle up: helpers take nothing more, and those that are at work end with what they have.
  @_noLocks
  private func forsake() {
    isForsaken.store(true, ordering: .releasing)
    queue.close()
    _ = forsakenCount.wrappingAdd(1, ordering: .relaxed)
  }

  /// Whether helpers are still at work on a cycle that was given up, so that nothing which they could
  /// touch is the audio thread's.
  @_noLocks
  func isStranded() -> Bool {
    guard isForsaken.load(ordering: .relaxed) else { return false }
    guard busy.load(ordering: .acquiring) == 0 else { return true }
    remaining.store(0, ordering: .relaxed)
    isForsaken.store(false, ordering: .releasing)
    return false
  }

  /// Says when the next cycle should begin, in nanoseconds on the monotonic clock.
  @_noLocks
  func expect(_ nanoseconds: Int) { nextBegin.store(nanoseconds, ordering: .relaxed) }
}
