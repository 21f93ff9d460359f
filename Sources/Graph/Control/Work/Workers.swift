/// The threads that do what nodes leave to others: some for what has to be done in time, and one for what
/// waits for disks or runs foreign code, so that it holds up nothing else.
struct Workers {
  private let urgent: WorkerPool
  private let patient = WorkerPool(threadCount: 1)

  /// With `threadCount` threads for what has to be done in time.
  init(threadCount: Int) { urgent = WorkerPool(threadCount: threadCount) }

  /// Replaces the jobs; returns what to tell where the system has no threads for them.
  func set(_ jobs: [any Job]) -> [String] {
    let lacks = [
      (urgent, jobs.filter { $0.isUrgent }, "analyse and compose"),
      (patient, jobs.filter { !$0.isUrgent }, "wait for disks and plugins"),
    ]
    return lacks.compactMap { pool, jobs, work in
      guard let started = pool.set(jobs), started < pool.threadCount else { return nil }
      return "the system gives no more threads; \(started) of \(pool.threadCount) \(work)"
    }
  }

  /// Gives those that have to be in time real-time priority `priority`, or none if it is 0; returns whether
  /// the system lets us.
  func setPriority(_ priority: Int) -> Bool { urgent.setPriority(priority) }

  /// Lets the threads end after what they are doing.
  func stop() {
    urgent.stop()
    patient.stop()
  }
}
