internal import Synchronization

/// The tasks of a schedule, as its threads see them; owned by the schedule's arena but for the counters,
/// which ``deallocate()`` frees.
struct TaskTable: BitwiseCopyable {
  struct Task: BitwiseCopyable {
    /// The steps of the task.
    let first: Int
    let count: Int

    /// Which tasks wait for it, in ``successors``.
    let successor: Int
    let successorCount: Int

    /// How many tasks it waits for.
    let predecessorCount: Int

    /// Whether only the audio thread may run it.
    let isReserved: Bool
  }

  /// The most tasks of a schedule that is shared.
  static var capacity: Int { @_noLocks get { 4096 } }

  let count: Int
  let tasks: UnsafeMutablePointer<Task>
  let successors: UnsafeMutablePointer<Int>

  /// For how many each task still waits in this cycle.
  let pending: UnsafeMutablePointer<Atomic<Int>>

  /// The steps that may have events to report, in the order in which they are.
  let reportOrder: UnsafeMutablePointer<Int>
  let reportCount: Int

  /// Whether to run them on several threads, as the control thread sees fit.
  let isParallel: UnsafeMutablePointer<Atomic<Bool>>

  /// A table without tasks, where `plan` is `nil` or has too many, is run by one thread.
  init(_ plan: TaskPlan?, reportOrder: [Int], arena: inout Arena) {
    let ranges = plan.map { $0.tasks.count <= Self.capacity ? $0.tasks : [] } ?? []
    let following = plan?.successors ?? []
    let counts = plan?.predecessorCounts ?? []
    count = ranges.count
    var offset = 0
    var made: [Task] = []
    for (index, range) in ranges.enumerated() {
      made.append(
        Task(
          first: range.lowerBound, count: range.count, successor: offset,
          successorCount: following[index].count, predecessorCount: counts[index],
          isReserved: plan?.isReserved[index] == true))
      offset += following[index].count
    }
    tasks = arena.array(made)
    successors = arena.array(following.flatMap(\.self))
    self.reportOrder = arena.array(reportOrder)
    reportCount = reportOrder.count
    pending = .allocate(capacity: max(1, count))
    for index in 0..<count { (pending + index).initialize(to: Atomic(0)) }
    isParallel = .allocate(capacity: 1)
    isParallel.initialize(to: Atomic(false))
  }

  func deallocate() {
    pending.deinitialize(count: count)
    pending.deallocate()
    isParallel.deallocate()
  }
}
