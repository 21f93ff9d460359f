private import Graph

extension ControlParameter {
  /// What OSCQuery says of the parameter.
  var addressDeclaration: AddressDeclaration {
    AddressDeclaration(address, .readWrite, [field], isClamped: true, declaration.doc)
  }

  private var field: AddressDeclaration.Field {
    let range = Double(declaration.range.lowerBound)...Double(declaration.range.upperBound)
    switch declaration.form {
    case .number:
      return .init("f", declaration.scale.rawValue, unit: declaration.unit, .bounds(range))
    case .integer: return .init("i", "integer", unit: declaration.unit, .bounds(range))
    case .toggle: return .init("i", "toggle", .toggle)
    case .choice(let names): return .init("s", "choice", .names(names))
    }
  }
}
