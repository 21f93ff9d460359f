/// The threads that do what nodes leave to others: some for what has to be done in time, and one for what
/// waits for disks or runs foreign code, so that it holds up nothing else.
struct Workers {
  private let urgent: WorkerPool
  private let patient = WorkerPool(threadCount: 1)

  /// With `threadCount` threads for what has to be done in time.
  init(threadCount: Int) { urgent = WorkerPool(threadCount: threadCount) }

  /// Replaces the jobs.
  func set(_ jobs: [any Job]) {
    urgent.set(jobs.filter { $0.isUrgent })
    patient.set(jobs.filter { !$0.isUrgent })
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
