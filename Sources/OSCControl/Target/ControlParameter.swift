package import Graph

/// A parameter of a node of the running patch.
package struct ControlParameter: Sendable {
  package let node: String
  package let declaration: ParameterDeclaration

  package init(node: String, declaration: ParameterDeclaration) {
    self.node = node
    self.declaration = declaration
  }

  /// Where it is set and read.
  package var address: String { "/node/\(node)/\(declaration.name)" }

  /// The value that `argument` asks for, or what it should have been.
  func value(_ argument: OSCArgument) throws(OSCFailure) -> ControlValue {
    if let number = argument.number, number.isFinite { return allowed(Float(number)) }
    if let text = argument.text, let index = names.firstIndex(of: text) {
      return ControlValue(Float(index), isClamped: false)
    }
    throw OSCFailure(.badArgument, "\(address) takes \(expected)")
  }

  /// The nearest value that the declaration allows.
  func allowed(_ value: Float) -> ControlValue {
    let range = declaration.range
    let clamped = min(max(value, range.lowerBound), range.upperBound)
    let rounded = declaration.form == .number ? clamped : clamped.rounded()
    return ControlValue(rounded, isClamped: clamped != value)
  }

  /// The value as OSC sends it: names for choices, whole numbers where nothing else is possible.
  func argument(_ value: Float) -> OSCArgument {
    switch declaration.form {
    case .number: .float(value)
    case .integer, .toggle: .int(Int32(value))
    case .choice(let names):
      names.indices.contains(Int(value)) ? .string(names[Int(value)]) : .int(Int32(value))
    }
  }

  private var names: [String] {
    switch declaration.form {
    case .number, .integer: []
    case .toggle: ["false", "true"]
    case .choice(let names): names
    }
  }

  private var expected: String {
    let range = declaration.range
    switch declaration.form {
    case .number:
      return "a number from \(range.lowerBound) to \(range.upperBound) \(declaration.unit)"
    case .integer:
      return "a whole number from \(Int(range.lowerBound)) to \(Int(range.upperBound))"
    case .toggle, .choice: return "one of " + names.joined(separator: ", ")
    }
  }
}
