private import CRealtime
private import Glibc
private import Synchronization

/// Threads that run the jobs of all nodes, again and again, for as long as the pool exists.
///
/// They poll, because waking a thread would take a system call of the audio thread.
package final class WorkerPool: ThreadBody {
  /// How long a thread sleeps that found nothing to do.
  private static let pause = timespec(tv_sec: 0, tv_nsec: 1_500_000)

  private struct Entry {
    let job: any Job
    var isBusy = false
  }

  private struct State {
    var entries: [Entry] = []
    var next = 0
    var hasStarted = false
    var isStopping = false
  }

  private let state = Mutex(State())
  let threadCount: Int
  private let threads = ThreadGroup()

  /// Has `threadCount` threads as soon as there is a job.
  package init(threadCount: Int) { self.threadCount = threadCount }

  /// Lets the threads end after what they are doing.
  package func stop() {
    state.withLock { $0.isStopping = true }
    threads.detach()
  }

  /// Gives the threads real-time priority `priority`, or none if it is 0; returns whether the system lets us.
  func setPriority(_ priority: Int) -> Bool { threads.setPriority(priority) }

  /// Replaces the jobs; one that runs right now ends undisturbed.
  ///
  /// Returns how many threads the system had for them, where they had to be started.
  package func set(_ jobs: [any Job]) -> Int? {
    let starts = state.withLock { state in
      let busy = state.entries.filter(\.isBusy).map { ObjectIdentifier($0.job) }
      state.entries = jobs.map { Entry(job: $0, isBusy: busy.contains(ObjectIdentifier($0))) }
      guard !state.hasStarted, !jobs.isEmpty else { return false }
      state.hasStarted = true
      return true
    }
    guard starts else { return nil }
    let started = threads.start([any ThreadBody](repeating: self, count: threadCount))
    // Without a single one, the next jobs are another try.
    if started == 0 { state.withLock { $0.hasStarted = false } }
    return started
  }

  func loop() {
    realtime_flush_denormals()
    var idle = 0
    while let jobCount = state.withLock({ $0.isStopping ? nil : max(1, $0.entries.count) }) {
      let worked = take().map { job in
        let worked = job.run()
        give(back: job)
        return worked
      }
      idle = worked == true ? 0 : idle + 1
      guard idle >= jobCount else { continue }
      idle = 0
      var pause = Self.pause
      nanosleep(&pause, nil)
    }
  }

  /// Takes the next job that no other thread runs.
  private func take() -> (any Job)? {
    state.withLock { state in
      for _ in state.entries.indices {
        state.next = (state.next + 1) % state.entries.count
        guard !state.entries[state.next].isBusy else { continue }
        state.entries[state.next].isBusy = true
        return state.entries[state.next].job
      }
      return nil
    }
  }

  private func give(back job: any Job) {
    state.withLock { state in
      for index in state.entries.indices where state.entries[index].job === job {
        state.entries[index].isBusy = false
      }
    }
  }
}
