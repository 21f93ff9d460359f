private import Glibc
private import Synchronization

/// Whether someone wants the program to end; a run looks at it after every block.
enum Interruption {
  fileprivate static let isAsked = Atomic(false)

  static var isWanted: Bool { isAsked.load(ordering: .relaxed) }

  /// From now on, takes note of SIGINT and SIGTERM.
  static func listen() {
    // The first use initialises the flag, which must not happen inside the handler.
    isAsked.store(false, ordering: .relaxed)
    signal(SIGINT, interrupt)
    signal(SIGTERM, interrupt)
  }

  /// Lets the signals end the program again.
  static func ignore() {
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
}

private func interrupt(_ signal: Int32) { Interruption.isAsked.store(true, ordering: .relaxed) }
