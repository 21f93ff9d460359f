private import Synchronization

/// The web sockets that are open, by number.
final class SocketClients: Sendable {
  private struct State {
    var clients: [UInt32: SocketClient] = [:]
    var lastNumber: UInt32 = 0

    func hasRoom(for stranger: UInt32?, isTrusted: Bool) -> Bool {
      guard clients.count < WebLimits.sockets else { return false }
      if !isTrusted, clients.values.count(where: { !$0.isTrusted }) >= WebLimits.unprovenSockets {
        return false
      }
      guard let stranger else { return true }
      return clients.values.count { $0.stranger == stranger } < WebLimits.socketsPerAddress
    }
  }

  private let state = Mutex(State())

  /// Gives `client` a number of its own, or `nil` where there are too many.
  func add(_ client: SocketClient) -> UInt32? {
    state.withLock { state in
      guard state.hasRoom(for: client.stranger, isTrusted: client.isTrusted) else { return nil }
      repeat {
        state.lastNumber &+= 1
      } while state.lastNumber == 0
        || state.clients[state.lastNumber] != nil
      state.clients[state.lastNumber] = client
      return state.lastNumber
    }
  }

  func remove(_ number: UInt32) { state.withLock { $0.clients[number] = nil } }

  /// Whether one more may come, from another machine's address or `nil` for ours.
  func hasRoom(for stranger: UInt32?, isTrusted: Bool) -> Bool {
    state.withLock { $0.hasRoom(for: stranger, isTrusted: isTrusted) }
  }

  /// Gives up the slowest, where more waits to be sent to all than there is room for.
  func relieve() {
    let clients = all.values
    guard clients.reduce(0, { $0 + $1.unread }) > WebLimits.unsentToAll else { return }
    clients.max { $0.unread < $1.unread }?.close()
  }

  var all: [UInt32: SocketClient] { state.withLock { $0.clients } }

  subscript(number: UInt32) -> SocketClient? { state.withLock { $0.clients[number] } }

  /// Those who may hear what goes out over sockets of this role.
  func listening(_ role: SocketRole) -> [UInt32] {
    state.withLock { $0.clients.filter { $1.role == role && $1.isTrusted }.map(\.key) }
  }
}
