/// A value that a parameter may take.
struct ControlValue: Equatable {
  let value: Float

  /// Whether something out of range was asked for.
  let isClamped: Bool

  init(_ value: Float, isClamped: Bool) {
    self.value = value
    self.isClamped = isClamped
  }
}
