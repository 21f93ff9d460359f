private import CRealtime
package import Synchronization

/// The threads that share the work of a cycle with the audio thread.
///
/// Tasks that are ready stand in a queue of which each place is written and taken once a cycle. The
/// head's upper half counts the cycles, so that a thread that comes late takes nothing of the next one
/// for this one's. A thread touches a schedule only while it holds one of its tasks. The audio thread stays in
/// the cycle until all are done, or until its ``Patience`` is over: then the cycle is given up, and the
/// audio thread keeps its hands off everything that tasks touch until no helper is at work any more.
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

  /// The same for those that only the audio thread may take, and how many of them it has taken.
  private let reserved: UnsafeMutablePointer<Atomic<Int>>
  private let reservedTail = Atomic(0)
  private let reservedHead: UnsafeMutablePointer<Int>

  /// Helpers that are about to take a task, or have one.
  private let busy = Atomic(0)

  /// Whether the audio thread has given a cycle up and not taken its things back yet.
  private let isForsaken = Atomic(false)

  /// Cycles that were given up.
  package let forsakenCount = Atomic(0)
  private let shift: UnsafeMutablePointer<CrewShift?>
  private let lanes: UnsafeMutablePointer<CrewLane>

  /// When the next cycle should begin, in nanoseconds on the monotonic clock.
  let nextBegin = Atomic(0)
  let isStopping = Atomic(false)

  /// Tasks that helpers have carried out.
  package let helpedCount = Atomic(0)

  /// Whether the helpers have real-time priority.
  private let hasPriority = Atomic(false)
  private let threads = CrewThreads()

  /// Starts `helperCount` threads.
  package init(helperCount: Int) {
    self.helperCount = helperCount
    ready = .allocate(capacity: TaskTable.capacity + 1)
    reserved = .allocate(capacity: TaskTable.capacity + 1)
    for index in 0...TaskTable.capacity {
      (ready + index).initialize(to: Atomic(0))
      (reserved + index).initialize(to: Atomic(0))
    }
    reservedHead = .allocate(capacity: 1)
    reservedHead.initialize(to: 0)
    shift = .allocate(capacity: 1)
    shift.initialize(to: nil)
    lanes = .allocate(capacity: helperCount + 1)
    for lane in 0...helperCount { (lanes + lane).initialize(to: CrewLane()) }
    for lane in 0..<helperCount { threads.start(CrewHelper(crew: self, lane: lane + 1)) }
  }

  deinit {
    ready.deallocate()
    reserved.deallocate()
    reservedHead.deallocate()
    shift.deallocate()
    for lane in 0...helperCount { lanes[lane].deallocate() }
    lanes.deallocate()
  }

  /// Lets the threads end, and waits for them; no cycle may be under way.
  func stop() {
    isStopping.store(true, ordering: .releasing)
    threads.join()
  }

  /// Gives the threads real-time priority `priority`, or leaves them as they are where the system does
  /// not let us.
  package func setPriority(_ priority: Int) {
    hasPriority.store(threads.setPriority(priority), ordering: .relaxed)
  }

  /// Whether the threads run before everything but the audio thread.
  package var isPunctual: Bool { hasPriority.load(ordering: .relaxed) }
}

extension Crew {
  /// Runs all tasks of the schedule that `work` names, together with whoever comes to help; returns
  /// whether they are done.
  ///
  /// On the audio thread. It takes what is ready itself and never waits for a helper to wake; it waits
  /// only for tasks that a helper has begun, and not for longer than its patience lasts.
  @_noLocks
  func run(_ work: CrewShift, _ table: TaskTable) -> Bool {
    _ = close()
    shift.pointee = work
    for lane in 0...helperCount { lanes[lane].count = 0 }
    // One more than there are tasks, since that place is looked at when all are taken.
    for place in 0...table.count {
      ready[place].store(0, ordering: .relaxed)
      reserved[place].store(0, ordering: .relaxed)
    }
    remaining.store(table.count, ordering: .relaxed)
    tail.store(0, ordering: .relaxed)
    reservedTail.store(0, ordering: .relaxed)
    reservedHead.pointee = 0
    for task in 0..<table.count {
      let count = table.tasks[task].predecessorCount
      table.pending[task].store(count, ordering: .relaxed)
      if count == 0 { push(task, table) }
    }
    head.store(cycle << 32, ordering: .releasing)
    return lead(work)
  }

  /// Moves on to the next cycle, in which nothing can be taken yet: a thread that still looks at the
  /// last one must not take what is being laid out.
  @_noLocks
  private func close() -> UInt64 {
    let closed = UInt64(UInt32.max)
    let next = ((head.load(ordering: .relaxed) >> 32) &+ 1) << 32 | closed
    // Reading what it replaces lets the audio thread see whoever took a task before.
    return head.exchange(next, ordering: .acquiringAndReleasing)
  }

  private var cycle: UInt64 { @_noLocks get { (head.load(ordering: .relaxed) >> 32) &+ 1 } }

  /// Takes tasks and carries them out until all of the cycle are done, or patience is over.
  @_noLocks
  private func lead(_ work: CrewShift) -> Bool {
    var idle = 0
    var end = 0
    while remaining.load(ordering: .acquiring) > 0 {
      var task = takeReserved()
      if task < 0 { task = claim() }
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
    _ = close()
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

  /// Helps until there is nothing left to help with in this cycle.
  @_noLocks
  func help(lane: Int) {
    while isOpen {
      guard isAnyReady() else {
        realtime_pause()
        continue
      }
      _ = busy.wrappingAdd(1, ordering: .acquiringAndReleasing)
      var task = claim()
      while task >= 0 {
        task = carryOut(task, lane: lane)
        _ = helpedCount.wrappingAdd(1, ordering: .relaxed)
      }
      _ = busy.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    }
  }

  /// Says when the next cycle should begin, in nanoseconds on the monotonic clock.
  @_noLocks
  func expect(_ nanoseconds: Int) { nextBegin.store(nanoseconds, ordering: .relaxed) }

  /// Whether a cycle is under way that has not been given up.
  var isOpen: Bool {
    @_noLocks get {
      guard remaining.load(ordering: .acquiring) > 0 else { return false }
      return !isForsaken.load(ordering: .acquiring)
    }
  }

  @_noLocks
  private func isAnyReady() -> Bool {
    let index = Int(head.load(ordering: .acquiring) & 0xFFFF_FFFF)
    guard index <= TaskTable.capacity else { return false }
    return ready[index].load(ordering: .acquiring) > 0
  }

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

  /// Takes the next task that is ready and for the audio thread alone, -1 if none is.
  @_noLocks
  private func takeReserved() -> Int {
    let task = reserved[reservedHead.pointee].load(ordering: .acquiring)
    guard task > 0 else { return -1 }
    reservedHead.pointee += 1
    return task - 1
  }

  /// Carries `task` out, and returns one that has become ready through it, or -1.
  @_noLocks
  private func carryOut(_ task: Int, lane: Int) -> Int {
    guard let work = shift.pointee else { return -1 }
    work.schedule.pointee.run(task, work, lane: &lanes[lane])
    if isForsaken.load(ordering: .acquiring) { return -1 }
    let table = work.schedule.pointee.table
    let entry = table.tasks[task]
    var next = -1
    for index in entry.successor..<(entry.successor + entry.successorCount) {
      let successor = table.successors[index]
      let (_, count) = table.pending[successor].wrappingSubtract(
        1, ordering: .acquiringAndReleasing)
      guard count == 0 else { continue }
      if next < 0, lane == 0 || !table.tasks[successor].isReserved {
        next = successor
      } else {
        push(successor, table)
      }
    }
    _ = remaining.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    return next
  }

  @_noLocks
  private func push(_ task: Int, _ table: TaskTable) {
    if table.tasks[task].isReserved {
      let place = reservedTail.wrappingAdd(1, ordering: .relaxed).oldValue
      reserved[place].store(task + 1, ordering: .releasing)
    } else {
      let place = tail.wrappingAdd(1, ordering: .relaxed).oldValue
      ready[place].store(task + 1, ordering: .releasing)
    }
  }

  /// What a thread has noted in this cycle; `nil` from the last on.
  @_noLocks
  func notes(_ lane: Int) -> CrewLane? { lane <= helperCount ? lanes[lane] : nil }
}
