/// A change that is prepared on the control thread, applied on the audio thread, and finished on the
/// control thread again, so that the audio thread neither allocates nor frees.
///
/// Preparing is the conforming type's initialiser: it may fail, and allocates everything.
package protocol Command: ~Copyable {
  /// Carries the change out; cannot fail. Mark it with `@_noLocks`.
  mutating func apply(to executor: inout Executor)

  /// Frees what came back, on the control thread.
  mutating func finish()
}
