private import Synchronization

/// What a node has to tell the user while it runs, as its jobs find it out.
package final class TroubleReport: Sendable {
  private let text = Mutex<String?>(nil)

  /// Looked at first, as there is hardly ever anything.
  private let isSaid = Atomic(false)

  init() {}

  /// Says what is wrong, in a sentence without the node's name; of several the latest is told.
  package func say(_ sentence: String) {
    text.withLock { $0 = sentence }
    isSaid.store(true, ordering: .releasing)
  }

  /// Takes what was said since the last call.
  func take() -> String? {
    guard isSaid.exchange(false, ordering: .acquiring) else { return nil }
    return text.withLock { text in
      defer { text = nil }
      return text
    }
  }
}
