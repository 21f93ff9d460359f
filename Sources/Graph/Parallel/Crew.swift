private import CRealtime
private import Glibc
package import Synchronization

/// The threads that share the work of a cycle with the audio thread.
///
/// Tasks that are ready stand in a queue of which each place is written and taken once a cycle. The
/// head's upper half counts the cycles, so that a thread that comes late takes nothing of the next one
/// for this one's. A thread touches a schedule only while it holds one of its tasks, and the audio thread
/// stays in the cycle until all are done; nothing here is ever freed in between.
///
/// Unchecked because what is not atomic is written by the audio thread before it opens a cycle, or by
/// the thread whose lane it is.
package final class Crew: @unchecked Sendable {
  /// Helpers beside the audio thread.
  package let helperCount: Int

  /// Cycle and place of the next task to be taken.
  private let head = Atomic<UInt64>(0)

  /// The place behind the last task that is ready.
  private let tail = Atomic(0)

  /// Tasks of this cycle that are not done.
  private let remaining = Atomic(0)

  /// Tasks that are ready, plus 1; 0 where none stands yet.
  private let ready: UnsafeMutablePointer<Atomic<Int>>
  private let shift: UnsafeMutablePointer<CrewShift?>
  private let lanes: UnsafeMutablePointer<CrewLane>

  /// When the next cycle should begin, in nanoseconds on the monotonic clock.
  let nextBegin = Atomic(0)
  let isStopping = Atomic(false)

  /// Tasks that helpers have carried out.
  package let helpedCount = Atomic(0)

  /// Whether the helpers have real-time priority.
  private let hasPriority = Atomic(false)
  private let threads = Mutex<[pthread_t]>([])

  /// Starts `helperCount` threads.
  package init(helperCount: Int) {
    self.helperCount = helperCount
    ready = .allocate(capacity: TaskTable.capacity + 1)
    for index in 0...TaskTable.capacity { (ready + index).initialize(to: Atomic(0)) }
    shift = .allocate(capacity: 1)
    shift.initialize(to: nil)
    lanes = .allocate(capacity: helperCount + 1)
    for lane in 0...helperCount { (lanes + lane).initialize(to: CrewLane()) }
    for lane in 0..<helperCount { start(lane: lane + 1) }
  }

  deinit {
    ready.deallocate()
    shift.deallocate()
    for lane in 0...helperCount { lanes[lane].deallocate() }
    lanes.deallocate()
  }

  private func start(lane: Int) {
    var thread = pthread_t()
    let helper = CrewHelper(crew: self, lane: lane)
    pthread_create(&thread, nil, runHelper, Unmanaged.passRetained(helper).toOpaque())
    threads.withLock { $0.append(thread) }
  }

  /// Lets the threads end, and waits for them; no cycle may be under way.
  func stop() {
    isStopping.store(true, ordering: .releasing)
    let ending = threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
    for thread in ending { pthread_join(thread, nil) }
  }

  /// Gives the threads real-time priority `priority`, or leaves them as they are where the system does
  /// not let us.
  package func setPriority(_ priority: Int) {
    var parameters = sched_param()
    parameters.sched_priority = Int32(clamping: priority)
    let results = threads.withLock { threads in
      threads.map { pthread_setschedparam($0, SCHED_FIFO, &parameters) }
    }
    hasPriority.store(results.allSatisfy { $0 == 0 }, ordering: .relaxed)
  }

  /// Whether the threads run before everything but the audio thread.
  package var isPunctual: Bool { hasPriority.load(ordering: .relaxed) }
}

extension Crew {
  /// Runs all tasks of the schedule that `work` names, together with whoever comes to help.
  ///
  /// On the audio thread. It takes what is ready itself and never waits for a helper to wake; it waits
  /// only for tasks that a helper has begun.
  @_noLocks
  func run(_ work: CrewShift, _ table: TaskTable) {
    close()
    shift.pointee = work
    for lane in 0...helperCount { lanes[lane].count = 0 }
    // One more than there are tasks, since that place is looked at when all are taken.
    for place in 0...table.count { ready[place].store(0, ordering: .relaxed) }
    remaining.store(table.count, ordering: .relaxed)
    var roots = 0
    for task in 0..<table.count {
      let count = table.tasks[task].predecessorCount
      table.pending[task].store(count, ordering: .relaxed)
      if count == 0 {
        ready[roots].store(task + 1, ordering: .releasing)
        roots += 1
      }
    }
    tail.store(roots, ordering: .relaxed)
    head.store(cycle << 32, ordering: .releasing)
    self.work(lane: 0)
  }

  /// Moves on to the next cycle, in which nothing can be taken yet: a thread that still looks at the
  /// last one must not take what is being laid out.
  @_noLocks
  private func close() {
    let closed = UInt64(UInt32.max)
    head.store(((head.load(ordering: .relaxed) >> 32) &+ 1) << 32 | closed, ordering: .releasing)
  }

  private var cycle: UInt64 { @_noLocks get { (head.load(ordering: .relaxed) >> 32) &+ 1 } }

  /// Takes tasks and carries them out until all of the cycle are done.
  @_noLocks
  func work(lane: Int) {
    while remaining.load(ordering: .acquiring) > 0 {
      var task = claim()
      if task < 0 { realtime_pause() }
      while task >= 0 { task = carryOut(task, lane: lane) }
    }
  }

  /// Says when the next cycle should begin, in nanoseconds on the monotonic clock.
  @_noLocks
  func expect(_ nanoseconds: Int) { nextBegin.store(nanoseconds, ordering: .relaxed) }

  /// Whether a cycle is under way.
  var isOpen: Bool { remaining.load(ordering: .acquiring) > 0 }

  /// Takes the next task that is ready, -1 if none is.
  @_noLocks
  private func claim() -> Int {
    while true {
      let place = head.load(ordering: .acquiring)
      let index = Int(place & 0xFFFF_FFFF)
      guard index <= TaskTable.capacity else { return -1 }
      let task = ready[index].load(ordering: .acquiring)
      guard task > 0 else { return -1 }
      let (isMine, _) = head.compareExchange(
        expected: place, desired: place &+ 1, ordering: .acquiringAndReleasing)
      if isMine { return task - 1 }
    }
  }

  /// Carries `task` out, and returns one that has become ready through it, or -1.
  @_noLocks
  private func carryOut(_ task: Int, lane: Int) -> Int {
    guard let work = shift.pointee else { return -1 }
    work.schedule.pointee.run(task, work, lane: &lanes[lane])
    let table = work.schedule.pointee.table
    let entry = table.tasks[task]
    var next = -1
    for index in entry.successor..<(entry.successor + entry.successorCount) {
      let successor = table.successors[index]
      let (_, count) = table.pending[successor].wrappingSubtract(
        1, ordering: .acquiringAndReleasing)
      guard count == 0 else { continue }
      if next < 0 { next = successor } else { push(successor) }
    }
    if lane > 0 { _ = helpedCount.wrappingAdd(1, ordering: .relaxed) }
    _ = remaining.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    return next
  }

  @_noLocks
  private func push(_ task: Int) {
    let place = tail.wrappingAdd(1, ordering: .relaxed).oldValue
    ready[place].store(task + 1, ordering: .releasing)
  }

  /// What a thread has noted in this cycle; `nil` from the last on.
  @_noLocks
  func notes(_ lane: Int) -> CrewLane? { lane <= helperCount ? lanes[lane] : nil }
}

/// A helper's first function; owns a reference to its helper.
private func runHelper(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  Unmanaged<CrewHelper>.fromOpaque(context).takeRetainedValue().loop()
  return nil
}
