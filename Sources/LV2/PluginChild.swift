private import CLilv
private import Glibc

/// A process of our own program that deals with one plugin, and may come to harm.
struct PluginChild {
  /// Seconds after which it has failed.
  private static let patience = 4.0

  /// What was written by the most talkative of them, in bytes.
  private static let outputLimit = 4 << 20

  /// How it ended.
  enum End {
    case exited(Int32)
    case crashed(signal: Int32)
    case hung
  }

  let end: End
  let output: [UInt8]

  /// Runs `program` with `verb` and `uri` to its end; `nil` where it cannot be started, which is not
  /// the plugin's fault.
  init?(_ program: String, _ verb: String, _ uri: String) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    defer { close(ends[0]) }
    let process = Self.start([program, verb, uri], output: ends[1])
    close(ends[1])
    guard let process else { return nil }
    var output: [UInt8] = []
    var status: Int32 = 0
    let deadline = Self.now + Self.patience
    while Self.now < deadline {
      var descriptor = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
      poll(&descriptor, 1, 2)
      Self.read(ends[0], into: &output)
      guard waitpid(process, &status, WNOHANG) == process else { continue }
      Self.read(ends[0], into: &output)
      let signal = status & 0x7F
      end = signal == 0 ? .exited(status >> 8 & 0xFF) : .crashed(signal: signal)
      self.output = output
      return
    }
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
    end = .hung
    self.output = []
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func read(_ descriptor: Int32, into output: inout [UInt8]) {
    var piece = [UInt8](repeating: 0, count: 65_536)
    while output.count < outputLimit {
      let count = Glibc.read(descriptor, &piece, piece.count)
      guard count > 0 else { return }
      output += piece[..<count]
    }
  }

  private static func start(_ texts: [String], output: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [Int32(0), 2] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETPGROUP)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var words: [UnsafeMutablePointer<CChar>?] = []
    for text in texts { words.append(strdup(text)) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process = pid_t()
    let status = posix_spawn(&process, texts[0], &actions, &attributes, words, environ)
    return status == 0 ? process : nil
  }
}
