private import Synchronization

/// The tasks of one cycle that are ready to be carried out, for whichever thread comes first.
///
/// Each place is written and taken once a cycle. The head's upper half counts the cycles, so that a
/// thread that comes late takes nothing of the next one for this one's.
///
/// Unchecked because what is not atomic is the audio thread's alone.
struct TaskQueue: ~Copyable, @unchecked Sendable {
  /// Cycle and place of the next task to be taken.
  private let head = Atomic<UInt64>(0)

  /// The place behind the last task that is ready.
  private let tail = Atomic(0)

  /// Tasks that are ready, plus 1; 0 where none stands yet.
  private let ready: UnsafeMutablePointer<Atomic<Int>>

  /// The same for those that only the audio thread may take, and how many of them it has taken.
  private let reserved: UnsafeMutablePointer<Atomic<Int>>
  private let reservedTail = Atomic(0)
  private let reservedHead: UnsafeMutablePointer<Int>

  init() {
    ready = .allocate(capacity: TaskTable.capacity + 1)
    reserved = .allocate(capacity: TaskTable.capacity + 1)
    for index in 0...TaskTable.capacity {
      (ready + index).initialize(to: Atomic(0))
      (reserved + index).initialize(to: Atomic(0))
    }
    reservedHead = .allocate(capacity: 1)
    reservedHead.initialize(to: 0)
  }

  deinit {
    ready.deallocate()
    reserved.deallocate()
    reservedHead.deallocate()
  }

  /// Moves on to the next cycle, in which nothing can be taken yet: a thread that still looks at the
  /// last one must not take what is being laid out.
  @_noLocks
  func close() {
    let closed = UInt64(UInt32.max)
    // Reading what it replaces lets the audio thread see whoever took a task before.
    _ = head.exchange(nextCycle << 32 | closed, ordering: .acquiringAndReleasing)
  }

  /// Empties all places of a cycle of `count` tasks; while closed.
  @_noLocks
  func clear(_ count: Int) {
    // One more than there are tasks, since that place is looked at when all are taken.
    for place in 0...count {
      ready[place].store(0, ordering: .relaxed)
      reserved[place].store(0, ordering: .relaxed)
    }
    tail.store(0, ordering: .relaxed)
    reservedTail.store(0, ordering: .relaxed)
    reservedHead.pointee = 0
  }

  /// Lets threads take what is ready.
  @_noLocks
  func open() { head.store(nextCycle << 32, ordering: .releasing) }

  private var nextCycle: UInt64 { @_noLocks get { (head.load(ordering: .relaxed) >> 32) &+ 1 } }

  /// Adds a task that has become ready, for the audio thread alone where it `isReserved`.
  @_noLocks
  func push(_ task: Int, isReserved: Bool) {
    if isReserved {
      let place = reservedTail.wrappingAdd(1, ordering: .relaxed).oldValue
      reserved[place].store(task + 1, ordering: .releasing)
    } else {
      let place = tail.wrappingAdd(1, ordering: .relaxed).oldValue
      ready[place].store(task + 1, ordering: .releasing)
    }
  }

  /// Whether there is something to take for anybody.
  @_noLocks
  func isAnyReady() -> Bool {
    let index = Int(head.load(ordering: .acquiring) & 0xFFFF_FFFF)
    guard index <= TaskTable.capacity else { return false }
    return ready[index].load(ordering: .acquiring) > 0
  }

  /// Takes the next task that is ready, -1 if none is.
  @_noLocks
  func claim() -> Int {
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

  /// Takes the next task that is ready and for the audio thread alone, -1 if none is; on the audio thread.
  @_noLocks
  func claimReserved() -> Int {
    let task = reserved[reservedHead.pointee].load(ordering: .acquiring)
    guard task > 0 else { return -1 }
    reservedHead.pointee += 1
    return task - 1
  }
}
