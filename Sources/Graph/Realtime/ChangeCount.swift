/// A hold on a node's ``ParameterChanges``, used without touching their reference count.
package struct ChangeCount: ~Copyable {
  private let changes: Unmanaged<ParameterChanges>

  /// Keeps `changes` alive for as long as the hold exists.
  init(_ changes: ParameterChanges) { self.changes = .passRetained(changes) }

  deinit { changes.release() }

  /// The changes so far; values read after it are as new as the last of them.
  package var seen: Int { @_noLocks get { changes._withUnsafeGuaranteedRef { $0.seen } } }

  /// Counts a change, after the new value is in its place.
  @_noLocks
  func add() { changes._withUnsafeGuaranteedRef { $0.add() } }
}
