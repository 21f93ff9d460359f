import Foundation
import TestSupport

/// One of a few names for JACK servers, held by whoever tests with it.
///
/// A server that was killed keeps its place among the eight that JACK has room for, until one of the
/// same name comes: so names are used again. Who left a server of this name running held the name
/// before: that server is ended first, or none would ever start under the name again.
final class ServerName {
  let name: String
  private let lock: Int32

  /// Waits until a name is free, without holding up a thread: those who have one need it to go on.
  init() async throws {
    for round in 0..<6000 {
      let name = "strumd-test-\(round % 3)"
      let file = open("/tmp/\(name)-\(getuid()).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      if flock(file, LOCK_EX | LOCK_NB) == 0 {
        self.name = name
        lock = file
        try clear()
        return
      }
      close(file)
      try await Task.sleep(for: .milliseconds(50))
    }
    throw Overdue(description: "waited in vain for other tests to end")
  }

  /// Ends what runs under this name, and frees its place.
  func clear() throws {
    let script = Checkout.path("scripts/free-jack-slots")
    let output = try ScratchFolder()
    let process = try LiveProcess(
      ["python3", script, name], environment: [:], output: output.path("cleared"))
    let said = try process.end(seconds: 60)
    if !said.isEmpty { print(said) }
  }

  deinit { close(lock) }
}
