private import Synchronization

/// The web sockets that are open, by number.
final class SocketClients: Sendable {
  private struct State {
    var clients: [UInt32: SocketClient] = [:]
    var lastNumber: UInt32 = 0
  }

  private let state = Mutex(State())

  /// Gives `client` a number of its own, or `nil` where there are too many.
  func add(_ client: SocketClient) -> UInt32? {
    state.withLock { state in
      guard state.clients.count < WebLimits.sockets else { return nil }
      repeat {
        state.lastNumber &+= 1
      } while state.lastNumber == 0
        || state.clients[state.lastNumber] != nil
      state.clients[state.lastNumber] = client
      return state.lastNumber
    }
  }

  func remove(_ number: UInt32) { state.withLock { $0.clients[number] = nil } }

  var isFull: Bool { state.withLock { $0.clients.count >= WebLimits.sockets } }

  var all: [UInt32: SocketClient] { state.withLock { $0.clients } }

  subscript(number: UInt32) -> SocketClient? { state.withLock { $0.clients[number] } }

  /// Those who may hear what goes out over sockets of this role.
  func listening(_ role: SocketRole) -> [UInt32] {
    state.withLock { $0.clients.filter { $1.role == role && $1.isTrusted }.map(\.key) }
  }
}
