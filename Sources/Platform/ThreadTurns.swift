private import CLinux
private import Glibc

/// How a thread, and those it starts, take turns with others where there are more of them than processors.
package enum ThreadTurns {
  /// Asks for turns of so many nanoseconds, or of the usual length for 0, if this thread is an ordinary one.
  ///
  /// Of two ordinary threads that want the processor, the one that asks for less at a time is let in at once, and
  /// not when the system's clock next ticks, which may be every 4 ms. Kernels before 6.12 take no notice.
  package static func ask(for nanoseconds: UInt64) { _ = linux_ask_for_turns(nanoseconds) }

  /// Lets this thread stand back behind those that answer somebody.
  package static func standBack() {
    ask(for: 0)
    let (kind, thread) = (__priority_which_t(PRIO_PROCESS.rawValue), id_t(0))
    setpriority(kind, thread, getpriority(kind, thread) + 5)
  }
}
