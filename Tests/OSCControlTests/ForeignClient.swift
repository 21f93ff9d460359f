import Foundation

@testable import OSCControl

/// A program that we did not write, talking to a server of ours.
struct ForeignClient {
  private let process = Process()
  private let output = Pipe()
  private let server: OSCServer

  init(_ server: OSCServer, _ command: String, _ arguments: [String]) throws {
    self.server = server
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.standardOutput = output
    process.standardError = output
    try process.run()
  }

  /// Drives the server until the program ends and returns what it printed.
  func run() -> String {
    serve(for: 60) { !process.isRunning }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    return text
  }

  /// Drives the server for so many seconds, or until `isDone`.
  func serve(for seconds: Double, until isDone: () -> Bool = { false }) {
    let end = Clock.monotonic() + Int64(seconds * 1e9)
    while Clock.monotonic() < end, !isDone() {
      var descriptor = pollfd(fd: server.fileDescriptor, events: Int16(POLLIN), revents: 0)
      poll(&descriptor, 1, 5)
      server.receiveAll()
    }
  }

  /// Ends the program and returns what it printed.
  ///
  /// It inherits the signal mask of Swift's threads, which keeps every gentler signal out.
  func stop() -> String {
    kill(process.processIdentifier, SIGKILL)
    return text
  }

  private var text: String {
    process.waitUntilExit()
    let data = try? output.fileHandleForReading.readToEnd()
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}
