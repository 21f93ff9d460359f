import Foundation
import TestSupport

@testable import OSCControl

/// A program that we did not write, talking to a server of ours.
struct ForeignClient {
  private let process = Process()
  private let scratch: ScratchFolder
  private let server: OSCServer

  init(_ server: OSCServer, _ command: String, _ arguments: [String]) throws {
    self.server = server
    scratch = try ScratchFolder()
    let file = try FileHandle(forWritingTo: URL(filePath: scratch.write("", to: "output")))
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.standardOutput = file
    process.standardError = file
    try process.run()
  }

  /// Drives the server until the program ends and returns what it printed.
  func run() -> String {
    serve(for: 60) { !process.isRunning }
    return stop()
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
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return output
  }

  /// What it has printed so far.
  var output: String { (try? scratch.text("output")) ?? "" }
}
