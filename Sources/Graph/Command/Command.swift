/// A change that is prepared on the control thread, applied on the audio thread, and finished on the
/// control thread again, so that the audio thread neither allocates nor frees.
///
/// Preparing is the conforming type's initialiser: it may fail, and allocates everything. A command
/// is plain bits that own memory by hand until `finish()`: noncopyable ones in an existential crash
/// the optimiser of Swift 6.3.1 ("should not be copying move-only values in canonical SIL").
package protocol Command: BitwiseCopyable {
  /// Carries the change out; cannot fail. Mark it with `@_noLocks`.
  mutating func apply(to executor: inout Executor)

  /// Frees what came back, on the control thread.
  mutating func finish()
}
