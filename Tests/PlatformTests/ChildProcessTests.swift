import Foundation
import Testing

@testable import Platform

@Suite struct ChildProcessTests {
  /// What `script` says, and the status it ends with.
  private func run(
    _ script: String, _ environment: [String] = [], dropsErrors: Bool = false
  ) throws -> (said: String, status: Int32) {
    let child = try ChildProcess.start(
      ["sh", "-c", script], environment: environment, dropsErrors: dropsErrors)
    defer { close(child.output) }
    var status: Int32 = 0
    #expect(waitpid(child.process, &status, 0) == child.process)
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = max(0, read(child.output, &bytes, bytes.count))
    return (String(decoding: bytes[..<count], as: UTF8.self), status >> 8)
  }

  @Test func `a program has its errors beside its output, or none`() throws {
    let both = try run("echo out; echo err >&2; exit 3")
    #expect(both == ("out\nerr\n", 3))
    let output = try run("echo out; echo err >&2", dropsErrors: true)
    #expect(output == ("out\n", 0))
  }

  @Test func `a program has our environment and more, its own group, and nothing to read`() throws {
    let said = try run(
      "echo $STRUMD_TEST ${PATH:+path}; cat; ps -o pgid= -p $$ | tr -d ' '; echo $$",
      ["STRUMD_TEST=so"]
    ).said
    let lines = said.split(separator: "\n")
    #expect(lines.first == "so path")
    #expect(lines.count == 3 && lines[1] == lines[2])
  }

  /// Sockets that a library of ours accepts are not marked to be closed, for one.
  @Test func `nothing that is open here is open there`() throws {
    let file = fcntl(STDOUT_FILENO, F_DUPFD, 100)
    defer { close(file) }
    #expect(file >= 100 && fcntl(file, F_GETFD) == 0)
    #expect(try run("test -e /proc/$$/fd/\(file) && echo open || echo shut").said == "shut\n")
  }

  @Test func `how long a program waits for a processor is told apart from what it does`() throws {
    // Two that have to share one, and one that sleeps.
    let busy = ["taskset", "-c", "0", "sh", "-c", "while :; do :; done"]
    let children = try [busy, busy, ["sleep", "1000"]].map { words in
      try ChildProcess.start(words, environment: [])
    }
    defer {
      for child in children {
        kill(child.process, SIGKILL)
        waitpid(child.process, nil, 0)
        close(child.output)
      }
    }
    let end = Date().addingTimeInterval(60)
    while Date() < end, children[0].waited < 1 || children[1].waited < 1 { usleep(10_000) }
    #expect(children[0].waited >= 1 && children[1].waited >= 1)
    #expect(children[2].waited < 0.5)
  }

  @Test func `a program that is not there is refused`() {
    #expect(throws: SystemError(code: ENOENT)) {
      _ = try ChildProcess.start(["/nothing/here"], environment: [])
    }
  }
}
