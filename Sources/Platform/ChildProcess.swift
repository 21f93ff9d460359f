private import CLinux
private import Glibc

/// A program that we started, with a pipe from its output.
package struct ChildProcess {
  /// Whose end its starter waits for.
  package let process: Int32

  /// What it writes; reading never waits, and the starter closes it.
  package let output: Int32

  /// How long it has waited for a processor so far, in seconds: on a busy machine one may take long without
  /// being slow.
  package var waited: Double {
    // Time on a processor, time in its queue, turns (kernel.org, "Scheduler Statistics").
    let text = try? readFile("/proc/\(process)/schedstat", limit: 256)
    let numbers = String(decoding: text ?? [], as: UTF8.self).split(separator: " ")
    return numbers.count > 1 ? (Double(numbers[1]) ?? 0) / 1e9 : 0
  }

  /// Starts the program `arguments[0]`, found by PATH, with ours and `environment` around it, and nothing to
  /// read; its errors come by the output, too, or are dropped.
  ///
  /// Nothing else that is open is open there: a connection that we end would go on there, with nobody to answer.
  /// It gets a process group of its own, so that ctrl-C in a terminal reaches only us: we end it
  /// when nothing sounds any more.
  package static func start(
    _ arguments: [String], environment: [String], dropsErrors: Bool = false
  ) throws(SystemError) -> ChildProcess {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .last }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    defer { close(ends[1]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    if dropsErrors {
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    } else {
      posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
    }
    _ = linux_shut_from(&actions, 3)
    var attributes = posix_spawnattr_t()
    prepare(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var process = pid_t()
    let status = withStrings(arguments) { words in
      withStrings(inherited + environment) { variables in
        posix_spawnp(&process, arguments[0], &actions, &attributes, words, variables)
      }
    }
    guard status == 0 else {
      close(ends[0])
      throw SystemError(code: status)
    }
    return ChildProcess(process: process, output: ends[0])
  }

  /// A group of its own, and signals as they are in a shell.
  private static func prepare(_ attributes: inout posix_spawnattr_t) {
    posix_spawnattr_init(&attributes)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETPGROUP)
    posix_spawnattr_setflags(&attributes, Int16(flags))
  }

  private static var inherited: [String] {
    var found: [String] = []
    while let entry = environ[found.count] { found.append(String(cString: entry)) }
    return found
  }

  private static func withStrings<Result>(
    _ texts: [String],
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var copies: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    return copies.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { body(UnsafePointer($0)) } ?? body([nil])
    }
  }
}
