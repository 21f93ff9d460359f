import OSCControl
import YAML

extension AddressState {
  /// What OSCQuery says under `attribute`; `nil` where that has no meaning here.
  func json(_ attribute: QueryAttribute) -> JSON? {
    let fields = declaration.fields
    switch attribute {
    case .fullPath: return .string(declaration.address)
    case .contents: return nil
    case .type: return .string(String(fields.map(\.tag)))
    case .access: return .number(Double(declaration.access.rawValue))
    case .value: return value.map { .array($0.map(\.json)) }
    case .range: return fields.contains(where: \.isBounded) ? .array(fields.map(\.rangeJSON)) : nil
    case .unit:
      return fields.contains { !$0.unit.isEmpty }
        ? .array(fields.map { .string($0.unitName) }) : nil
    case .clipMode:
      return declaration.isClamped
        ? .array(fields.map { .string($0.isBounded ? "both" : "none") }) : nil
    case .critical: return declaration.isCritical ? true : nil
    case .description: return .string(declaration.doc)
    case .extendedType: return .array(fields.map { .string($0.name) })
    }
  }
}

extension AddressDeclaration.Field {
  fileprivate var isBounded: Bool {
    if case .open = range { false } else { true }
  }

  fileprivate var rangeJSON: JSON {
    switch range {
    case .bounds(let bounds):
      ["MIN": Float(bounds.lowerBound).json, "MAX": Float(bounds.upperBound).json]
    case .names(let names): ["VALS": .array(names.map(JSON.string))]
    case .toggle: ["MIN": 0, "MAX": 1, "VALS": [0, 1]]
    case .open: .null
    }
  }

  /// The unit as OSCQuery's clients know it, where they do.
  fileprivate var unitName: String {
    switch unit {
    case "Hz": "time.hz"
    case "dB": "gain.db"
    case "s": "time.second"
    case "ms": "time.ms"
    case "bpm": "time.bpm"
    default: unit
    }
  }
}

extension OSCArgument {
  /// The argument as JSON; what JSON has no word for is `null`.
  fileprivate var json: JSON {
    switch self {
    case .bool(let value): .boolean(value)
    case .string(let text), .symbol(let text): .string(text)
    case .character(let byte): .string(String(UnicodeScalar(byte)))
    case .float(let value): value.json
    case .int, .long, .double: number.map { $0.isFinite ? .number($0) : .null } ?? .null
    case .blob, .time, .midi, .null, .impulse: .null
    }
  }
}

extension Float {
  /// As people write it: 0.1 for the one nearest to that.
  fileprivate var json: JSON { isFinite ? Double(description).map(JSON.number) ?? .null : .null }
}
