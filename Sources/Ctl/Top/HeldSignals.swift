import Glibc

/// Signals that end the program, held back for as long as there is something to tidy up first.
struct HeldSignals {
  private static let endings = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]

  private var signals = sigset_t()

  /// Holds them back; for a program without other threads, which they would end.
  init() {
    sigemptyset(&signals)
    for signal in Self.endings { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Whether one has come.
  var isAny: Bool {
    var pending = sigset_t()
    sigpending(&pending)
    return Self.endings.contains { sigismember(&pending, $0) == 1 }
  }

  /// Lets them through: one that has come ends the program.
  func release() {
    var signals = signals
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
