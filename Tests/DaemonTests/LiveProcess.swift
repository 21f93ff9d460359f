import Foundation

/// A program of this test, with what it says in a file; ended with the test at the latest.
///
/// Not Foundation's Process, which crashes now and then where several run at once, and whose children
/// inherit a signal mask that keeps SIGTERM out.
final class LiveProcess {
  private let process: pid_t
  private let path: String
  private var input: Int32
  private var end: Int32?

  /// Starts `arguments`, the first of which is found by PATH unless it is a path.
  init(_ arguments: [String], environment: [String: String], output: String) throws {
    path = output
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Overdue(description: "no pipe is left") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    input = ends[1]
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    process = try Self.spawn(
      arguments, ProcessInfo.processInfo.environment.merging(environment) { $1 }, &actions)
  }

  private static func spawn(
    _ arguments: [String], _ environment: [String: String],
    _ actions: inout posix_spawn_file_actions_t
  ) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var mask = sigset_t()
    sigemptyset(&mask)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let words = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var process = pid_t()
    let status = posix_spawnp(&process, arguments[0], &actions, &attributes, words, variables)
    guard status == 0 else { throw Overdue(description: "cannot start \(arguments[0])") }
    return process
  }

  deinit { stop() }

  /// Ends it, gently at first.
  func stop() {
    if input >= 0 { close(input) }
    input = -1
    guard isRunning else { return }
    send(SIGTERM)
    for _ in 0..<1500 where isRunning { usleep(10_000) }
    if isRunning { send(SIGKILL) }
    while isRunning { usleep(1000) }
  }

  /// Everything it has said so far, on both channels.
  var output: String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  var isRunning: Bool {
    var status: Int32 = 0
    if end == nil, waitpid(process, &status, WNOHANG) == process { end = status }
    return end == nil
  }

  func send(_ signal: Int32) { if isRunning { kill(process, signal) } }

  /// What its open files are called, as the system has it.
  var openFiles: [String] {
    let folder = "/proc/\(process)/fd/"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: folder + $0)
    }
  }

  func write(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = Foundation.write(input, bytes, bytes.count)
  }

  /// Waits for its end, without letting others go on, and returns what it said.
  @discardableResult
  func end(seconds: Double) throws -> String {
    let limit = Date().addingTimeInterval(seconds)
    while isRunning {
      guard Date() < limit else {
        stop()
        throw Overdue(description: "a program that did not end: \(output)")
      }
      usleep(5000)
    }
    return output
  }

  /// Waits for its end and returns its exit status, 128 and more for a signal.
  func status(seconds: Double = 60) async throws -> Int32 {
    try await eventually("its end", seconds: seconds) { !isRunning }
    let status = end ?? 0
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }
}
