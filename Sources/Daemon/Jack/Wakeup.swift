private import CLinux
private import Glibc

/// Wakes the control thread from any other, a signal handler's included.
struct Wakeup: Sendable, BitwiseCopyable {
  /// What the control thread polls; it lives as long as the process.
  let descriptor: Int32

  init() { descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC)) }

  /// Wakes the control thread, at once or the next time it would sleep.
  func signal() {
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }

  /// Takes note of all signals until now.
  func clear() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, 8)
  }
}
