/// The audio thread's view of a parameter, read without touching its reference count.
package struct ParameterReader: ~Copyable {
  private let parameter: Unmanaged<Parameter>

  /// Keeps `parameter` alive for as long as the reader exists.
  package init(_ parameter: Parameter) {
    self.parameter = .passRetained(parameter)
  }

  deinit { parameter.release() }

  /// The value set last, in the parameter's unit.
  package var value: Float {
    @_noLocks get { parameter._withUnsafeGuaranteedRef { $0.value } }
  }

  /// The value as an index or a count.
  package var index: Int {
    @_noLocks get { Int(value) }
  }

  /// Whether a toggle is on.
  package var isOn: Bool {
    @_noLocks get { value >= 0.5 }
  }
}
