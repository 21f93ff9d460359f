private import Glibc
private import Synchronization

/// What a thread of a ``ThreadGroup`` does, until it returns.
protocol ThreadBody: AnyObject, Sendable {
  func loop()
}

/// Threads of one priority.
struct ThreadGroup: ~Copyable {
  private let threads = Mutex<[pthread_t]>([])
  private let priority = Atomic(0)

  /// Lets each of `bodies` work on a thread of its own, which keeps it for as long; returns how many of them,
  /// the first ones, the system had threads for.
  func start(_ bodies: [any ThreadBody]) -> Int { bodies.prefix { start($0) }.count }

  private func start(_ body: any ThreadBody) -> Bool {
    var thread = pthread_t()
    let start = Unmanaged.passRetained(Start(body))
    guard pthread_create(&thread, nil, run, start.toOpaque()) == 0 else {
      start.release()
      return false
    }
    threads.withLock { threads in
      threads.append(thread)
      _ = Self.give(thread, priority.load(ordering: .relaxed))
    }
    return true
  }

  /// Waits for all of them, which have been told to end.
  func join() { for thread in takeAll() { pthread_join(thread, nil) } }

  /// Lets them end whenever they do.
  func detach() { for thread in takeAll() { pthread_detach(thread) } }

  private func takeAll() -> [pthread_t] {
    threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
  }

  /// Gives them, and those started from now on, the real-time priority `priority`, or none from 0 down;
  /// returns whether there are any, and the system lets us.
  func setPriority(_ priority: Int) -> Bool {
    threads.withLock { threads in
      self.priority.store(priority, ordering: .relaxed)
      let given = threads.map { Self.give($0, priority) }
      return priority > 0 && !given.isEmpty && given.allSatisfy(\.self)
    }
  }

  private static func give(_ thread: pthread_t, _ priority: Int) -> Bool {
    var parameters = sched_param()
    parameters.sched_priority = Int32(clamping: max(0, priority))
    return pthread_setschedparam(thread, priority > 0 ? SCHED_FIFO : SCHED_OTHER, &parameters) == 0
  }
}

/// A thread and what it does.
private final class Start: Sendable {
  let body: any ThreadBody
  init(_ body: any ThreadBody) { self.body = body }
}

/// A thread's first function; owns a reference to its start.
private func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body.loop()
  return nil
}
