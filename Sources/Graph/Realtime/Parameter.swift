private import Synchronization

/// A number that any thread sets and the audio thread reads.
package final class Parameter: Sendable {
  package let declaration: ParameterDeclaration
  private let bits: Atomic<UInt32>
  private let changes: ChangeCount

  /// Creates a parameter that starts at `value` and tells `changes` whenever it is set.
  init(_ declaration: ParameterDeclaration, value: Float? = nil, changes: ParameterChanges) {
    self.declaration = declaration
    self.changes = ChangeCount(changes)
    bits = Atomic((value ?? declaration.initial).bitPattern)
  }

  /// The value set last, in the parameter's unit.
  package var value: Float {
    @_noLocks get { Float(bitPattern: bits.load(ordering: .relaxed)) }
  }

  /// Sets the value, which must be in range; heard from the next block on.
  @_noLocks
  package func set(_ value: Float) {
    bits.store(value.bitPattern, ordering: .relaxed)
    changes.add()
  }

  /// The value nearest to `value` that the declaration allows; for NaN, the current one.
  package func allowed(_ value: Float) -> Float {
    guard !value.isNaN else { return self.value }
    let clamped = min(max(value, declaration.range.lowerBound), declaration.range.upperBound)
    return declaration.form == .number ? clamped : clamped.rounded()
  }
}
