package import Synchronization

/// The threads that share the work of a cycle with the audio thread.
///
/// A thread touches a schedule only while it holds one of its tasks. The audio thread stays in
/// the cycle until all are done, or until its ``Patience`` is over: then the cycle is given up, and the
/// audio thread keeps its hands off everything that tasks touch until no helper is at work any more.
///
/// Unchecked because what is not atomic is written by the audio thread before it opens a cycle, or by
/// the thread whose lane it is.
package final class Crew: @unchecked Sendable {
  /// Helpers beside the audio thread: those that the system had threads for.
  package private(set) var helperCount = 0
  private let laneCount: Int

  /// What can be done now.
  let queue = TaskQueue()

  /// Tasks of this cycle that are not done.
  let remaining = Atomic(0)

  /// Helpers that are about to take a task, or have one.
  let busy = Atomic(0)

  /// Whether the audio thread has given a cycle up and not taken its things back yet.
  let isForsaken = Atomic(false)

  /// Cycles that were given up.
  package let forsakenCount = Atomic(0)

  /// What is worked on, written while the queue is closed.
  let shift: UnsafeMutablePointer<CrewShift?>

  /// What each thread notes, the audio thread first.
  let lanes: UnsafeMutablePointer<CrewLane>

  /// When the next cycle should begin, in nanoseconds on the monotonic clock.
  let nextBegin = Atomic(0)
  let isStopping = Atomic(false)

  /// Tasks that helpers have carried out.
  package let helpedCount = Atomic(0)

  /// Whether the helpers have real-time priority.
  private let hasPriority = Atomic(false)
  private let threads = ThreadGroup()

  /// Starts `wanted` threads, or as many of them as the system has.
  package init(wanted: Int) {
    laneCount = wanted + 1
    shift = .allocate(capacity: 1)
    shift.initialize(to: nil)
    lanes = .allocate(capacity: laneCount)
    for lane in 0..<laneCount { (lanes + lane).initialize(to: CrewLane()) }
    helperCount = threads.start((1..<laneCount).map { CrewHelper(crew: self, lane: $0) })
  }

  deinit {
    shift.deallocate()
    for lane in 0..<laneCount { lanes[lane].deallocate() }
    lanes.deallocate()
  }

  /// Lets the threads end, and waits for them; no cycle may be under way.
  func stop() {
    isStopping.store(true, ordering: .releasing)
    threads.join()
  }

  /// Gives the threads real-time priority `priority`, or leaves them as they are where the system does
  /// not let us.
  func setPriority(_ priority: Int) {
    hasPriority.store(threads.setPriority(priority), ordering: .relaxed)
  }

  /// Whether the threads run before everything but the audio thread.
  package var isPunctual: Bool { hasPriority.load(ordering: .relaxed) }

  /// What a thread has noted in this cycle; `nil` from the last on.
  @_noLocks
  func notes(_ lane: Int) -> CrewLane? { lane <= helperCount ? lanes[lane] : nil }
}
