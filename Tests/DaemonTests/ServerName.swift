import Foundation

/// One of a few names for JACK servers, held by whoever tests with it.
///
/// A server that was killed keeps its place among the eight that JACK has room for, until one of the
/// same name comes: so names are used again.
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
        return
      }
      close(file)
      try await Task.sleep(for: .milliseconds(50))
    }
    throw Overdue(description: "waited in vain for other tests to end")
  }

  deinit { close(lock) }
}
