/// A new value for one parameter.
package struct ControlChange: Hashable, Sendable {
  /// The parameter's place in ``ControlTarget/parameters``.
  package let parameter: Int
  package let value: Float

  package init(parameter: Int, value: Float) {
    self.parameter = parameter
    self.value = value
  }
}
