private import CRealtime
private import Glibc
private import Synchronization

/// Threads that run the jobs of all nodes, again and again, for as long as the pool exists.
///
/// They poll, because waking a thread would take a system call of the audio thread.
package final class WorkerPool: Sendable {
  /// How long a thread sleeps that found nothing to do.
  private static let pause = timespec(tv_sec: 0, tv_nsec: 1_500_000)

  private struct Entry {
    let job: any Job
    var isBusy = false
  }

  private struct State {
    var entries: [Entry] = []
    var next = 0
    var isStopping = false
  }

  private let state = Mutex(State())

  /// Starts `threadCount` threads.
  package init(threadCount: Int) {
    for _ in 0..<threadCount {
      var thread = pthread_t()
      let context = Unmanaged.passRetained(self).toOpaque()
      pthread_create(&thread, nil, runWorker, context)
      pthread_detach(thread)
    }
  }

  /// Lets the threads end after what they are doing.
  package func stop() { state.withLock { $0.isStopping = true } }

  /// Replaces the jobs; one that runs right now ends undisturbed.
  package func set(_ jobs: [any Job]) {
    state.withLock { state in
      let busy = state.entries.filter(\.isBusy).map { ObjectIdentifier($0.job) }
      state.entries = jobs.map { Entry(job: $0, isBusy: busy.contains(ObjectIdentifier($0))) }
    }
  }

  fileprivate func loop() {
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

/// A worker thread's first function; owns a reference to its pool.
private func runWorker(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  Unmanaged<WorkerPool>.fromOpaque(context).takeRetainedValue().loop()
  return nil
}
