private import Synchronization

/// Counts connections, so that there are never too many, nor too many from one other machine.
final class OpenConnections: Sendable {
  private struct State {
    var count = 0

    /// By address.
    var strangers: [UInt32: Int] = [:]
  }

  private let state = Mutex(State())

  /// Whether there is room for one more, from another machine's address or `nil` for ours; it then
  /// counts.
  func enter(_ stranger: UInt32?) -> Bool {
    state.withLock { state in
      guard state.count < WebLimits.connections else { return false }
      if let stranger {
        guard state.strangers[stranger, default: 0] < WebLimits.connectionsPerAddress else {
          return false
        }
        state.strangers[stranger, default: 0] += 1
      }
      state.count += 1
      return true
    }
  }

  func leave(_ stranger: UInt32?) {
    state.withLock { state in
      state.count -= 1
      guard let stranger, let count = state.strangers[stranger] else { return }
      state.strangers[stranger] = count > 1 ? count - 1 : nil
    }
  }
}
