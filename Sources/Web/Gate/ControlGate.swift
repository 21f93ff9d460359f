import OSCControl
private import Synchronization

/// Where the web server's thread leaves what the control thread has to do, in order.
///
/// It is bounded by what leaves it there: a web socket of which too much waits is not read from, and
/// a connection asks one thing at a time.
final class ControlGate: Sendable {
  private struct State {
    var items: [GateItem] = []

    /// The first that was not taken yet.
    var first = 0
    var panics: [(packet: [UInt8], peer: OSCPeer)] = []
  }

  private let state = Mutex(State())

  /// Wakes the control thread.
  private let wake: @Sendable () -> Void

  init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Leaves `item` behind all others; a panic waits behind nothing.
  func leave(_ item: GateItem) {
    let isFirst = state.withLock { state in
      if case .packet(let bytes, let peer) = item, OSCServer.isPanic(bytes) {
        state.panics.append((bytes, peer))
        return true
      }
      state.items.append(item)
      return state.items.count - state.first == 1
    }
    if isFirst { wake() }
  }

  /// Takes what has waited longest.
  func take() -> GateItem? {
    state.withLock { state in
      guard state.first < state.items.count else { return nil }
      defer {
        state.first += 1
        if state.first == state.items.count || state.first == Self.spentLimit {
          state.items.removeFirst(state.first)
          state.first = 0
        }
      }
      return state.items[state.first]
    }
  }

  /// How many that were taken may stay in memory.
  private static let spentLimit = 64

  /// Takes all panics.
  func takePanics() -> [(packet: [UInt8], peer: OSCPeer)] {
    state.withLock { state in
      defer { state.panics.removeAll() }
      return state.panics
    }
  }

  /// Wakes the control thread again, which leaves the rest for later.
  func remind() { wake() }
}
