/// Sets any number of parameters in the same cycle.
struct SetParameters: Command {
  private let parameters: UnsafeMutablePointer<Unmanaged<Parameter>>
  private let values: UnsafeMutablePointer<Float>
  private let count: Int

  /// Keeps the parameters alive until the command is finished.
  init(_ settings: [(parameter: Parameter, value: Float)]) {
    count = settings.count
    parameters = .allocate(capacity: count)
    values = .allocate(capacity: count)
    for (index, setting) in settings.enumerated() {
      (parameters + index).initialize(to: .passRetained(setting.parameter))
      (values + index).initialize(to: setting.value)
    }
  }

  @_noLocks
  mutating func apply(to executor: inout Executor) {
    for index in 0..<count {
      let value = values[index]
      parameters[index]._withUnsafeGuaranteedRef { $0.set(value) }
    }
  }

  mutating func finish() {
    for index in 0..<count { parameters[index].release() }
    parameters.deallocate()
    values.deallocate()
  }
}
