private import CLinux
private import Glibc

/// The signals that steer us, as something to read.
struct ProcessSignals {
  /// What a signal means.
  enum Request { case stop, reload, panic }

  let descriptor: Int32

  /// Takes the signals over for all threads; call it before the first thread starts.
  init() {
    var set = sigset_t()
    sigemptyset(&set)
    for number in [SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGPIPE] { sigaddset(&set, number) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    descriptor = signalfd(-1, &set, Int32(SFD_NONBLOCK | SFD_CLOEXEC))
  }

  /// Takes the next request, or `nil` if none waits.
  func next() -> Request? {
    var info = signalfd_siginfo()
    while read(descriptor, &info, MemoryLayout<signalfd_siginfo>.size) > 0 {
      switch Int32(info.ssi_signo) {
      case SIGTERM, SIGINT: return .stop
      case SIGHUP: return .reload
      case SIGUSR1: return .panic
      default: continue
      }
    }
    return nil
  }
}
