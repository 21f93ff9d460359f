private import Glibc
private import Synchronization

/// The threads on which helpers work.
struct CrewThreads: ~Copyable {
  private let threads = Mutex<[pthread_t]>([])

  /// Lets `helper` work on a thread of its own.
  func start(_ helper: CrewHelper) {
    var thread = pthread_t()
    pthread_create(&thread, nil, runHelper, Unmanaged.passRetained(helper).toOpaque())
    threads.withLock { $0.append(thread) }
  }

  /// Waits for all of them, which have been told to end.
  func join() {
    let ending = threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
    for thread in ending { pthread_join(thread, nil) }
  }

  /// Gives them real-time priority `priority`; returns whether the system lets us.
  func setPriority(_ priority: Int) -> Bool {
    var parameters = sched_param()
    parameters.sched_priority = Int32(clamping: priority)
    let results = threads.withLock { threads in
      threads.map { pthread_setschedparam($0, SCHED_FIFO, &parameters) }
    }
    return results.allSatisfy { $0 == 0 }
  }
}

/// A helper's first function; owns a reference to its helper.
private func runHelper(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  Unmanaged<CrewHelper>.fromOpaque(context).takeRetainedValue().loop()
  return nil
}
