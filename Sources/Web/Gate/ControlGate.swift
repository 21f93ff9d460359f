private import OSCControl
private import Synchronization

/// Where the web server's thread leaves what the control thread has to do, in order.
///
/// It is bounded by what leaves it there: a web socket of which too much waits is not read from, and
/// a connection asks one thing at a time.
final class ControlGate: Sendable {
  private let items = Mutex<[GateItem]>([])

  /// Wakes the control thread.
  private let wake: @Sendable () -> Void

  init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Leaves `item` behind all others, or before them where it is a panic.
  func leave(_ item: GateItem) {
    let isFirst = items.withLock { items in
      if case .packet(let bytes, _) = item, OSCServer.isPanic(bytes) {
        items.insert(item, at: 0)
      } else {
        items.append(item)
      }
      return items.count == 1
    }
    if isFirst { wake() }
  }

  /// Takes what waits, the oldest first, but no more than `limit`; wakes the control thread for
  /// what is left.
  func take(_ limit: Int) -> [GateItem] {
    let (taken, isEmpty) = items.withLock { items in
      let taken = Array(items.prefix(limit))
      items.removeFirst(taken.count)
      return (taken, items.isEmpty)
    }
    if !isEmpty { wake() }
    return taken
  }
}
