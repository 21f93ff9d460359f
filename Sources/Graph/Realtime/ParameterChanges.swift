private import Synchronization

/// How often any parameter of a node was set, so that a node need not read them all to know that
/// none has moved.
final class ParameterChanges: Sendable {
  private let total = Atomic(0)

  init() {}

  @_noLocks
  func add() { _ = total.wrappingAdd(1, ordering: .releasing) }

  var seen: Int { @_noLocks get { total.load(ordering: .acquiring) } }
}
