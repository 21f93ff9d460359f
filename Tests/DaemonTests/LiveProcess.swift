import Foundation

/// A program of this test, with what it says in a file; ended with the test at the latest.
final class LiveProcess {
  private let process = Process()
  private let input = Pipe()
  private let path: String

  /// Starts `arguments`, the first of which is found by PATH unless it is a path.
  init(_ arguments: [String], environment: [String: String], output: String) throws {
    path = output
    try Data().write(to: URL(filePath: output))
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = input
    let file = FileHandle(forWritingAtPath: output)
    process.standardOutput = file
    process.standardError = file
    try process.run()
  }

  deinit { stop() }

  /// Ends it, gently at first.
  func stop() {
    try? input.fileHandleForWriting.close()
    guard process.isRunning else { return }
    send(SIGTERM)
    for _ in 0..<300 where process.isRunning { usleep(10_000) }
    if process.isRunning { send(SIGKILL) }
    process.waitUntilExit()
  }

  /// Everything it has said so far, on both channels.
  var output: String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  var isRunning: Bool { process.isRunning }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  func write(_ line: String) {
    try? input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
  }

  /// Waits for its end and returns its exit status.
  func status() async throws -> Int32 {
    try await eventually("its end") { !process.isRunning }
    return process.terminationStatus
  }
}

/// What did not happen in time.
struct Overdue: Error, CustomStringConvertible {
  let description: String
}

/// Waits until `condition` holds, for as long as a busy machine may need.
func eventually(
  _ what: String, seconds: Double = 60, _ condition: () throws -> Bool
) async throws {
  let end = Date().addingTimeInterval(seconds)
  while try !condition() {
    guard Date() < end else { throw Overdue(description: "waited in vain for \(what)") }
    try await Task.sleep(for: .milliseconds(20))
  }
}
