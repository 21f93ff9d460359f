private import CLo
private import Glibc

/// One descriptor that is ready when one of many is.
struct Readiness: ~Copyable {
  /// What can be done with a descriptor without waiting.
  struct Event {
    /// The name under which it was added.
    let key: UInt32
    let isReadable: Bool
    let isWritable: Bool
  }

  private static let batch = 64

  let fileDescriptor: Int32

  init() { fileDescriptor = epoll_create1(Int32(EPOLL_CLOEXEC)) }

  deinit { close(fileDescriptor) }

  func add(_ descriptor: Int32, key: UInt32) {
    change(descriptor, EPOLL_CTL_ADD, EPOLLIN.rawValue, key)
  }

  /// Also waits until there is room to write, or no longer.
  func wait(for descriptor: Int32, key: UInt32, toWrite writes: Bool) {
    change(
      descriptor, EPOLL_CTL_MOD, EPOLLIN.rawValue | (writes ? EPOLLOUT.rawValue : 0), key)
  }

  private func change(_ descriptor: Int32, _ operation: Int32, _ events: UInt32, _ key: UInt32) {
    var event = epoll_event()
    event.events = events
    event.data.u32 = key
    epoll_ctl(fileDescriptor, operation, descriptor, &event)
  }

  /// What is ready now, as much as one call brings.
  func ready() -> [Event] {
    withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: Self.batch) { events in
      let count = epoll_wait(fileDescriptor, events.baseAddress, Int32(Self.batch), 0)
      return (0..<max(0, Int(count))).map { index in
        let flags = events[index].events
        return Event(
          key: events[index].data.u32, isReadable: flags & ~EPOLLOUT.rawValue != 0,
          isWritable: flags & EPOLLOUT.rawValue != 0)
      }
    }
  }
}
