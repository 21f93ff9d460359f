internal import Graph

/// A parameter kept alive by hand, as one of several.
struct ParameterHolder: BitwiseCopyable {
  private let parameter: Unmanaged<Parameter>

  init(_ parameter: Parameter) { self.parameter = .passRetained(parameter) }

  func release() { parameter.release() }

  @_noLocks
  func set(_ value: Float) { parameter._withUnsafeGuaranteedRef { $0.set(value) } }

  var value: Float { @_noLocks get { parameter._withUnsafeGuaranteedRef { $0.value } } }
}
