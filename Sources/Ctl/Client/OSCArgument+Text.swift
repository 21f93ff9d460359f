import OSCControl
import YAML

extension OSCArgument {
  /// Reads what someone typed: a number where it is one, else a text.
  init(typed text: String) {
    if let number = Double(text), number.isFinite {
      self = .float(Float(number))
    } else {
      self = .string(text)
    }
  }

  /// The argument as people read it.
  var plainText: String {
    switch self {
    case .float(let value): Self.plain(value.description)
    case .double(let value): Self.plain(value.description)
    case .int(let value): value.description
    case .long(let value): value.description
    case .string(let value), .symbol(let value): value
    case .bool(let value): value ? "true" : "false"
    case .null: "-"
    case .impulse: "!"
    case .time(let value): value.nanoseconds.description
    case .character(let value): String(UnicodeScalar(value))
    case .midi(let value): "0x" + String(value, radix: 16)
    case .blob(let bytes): "\(bytes.count) bytes"
    }
  }

  private static func plain(_ number: String) -> String {
    number.hasSuffix(".0") ? String(number.dropLast(2)) : number
  }

  /// The argument for programs to read; numbers as short as their type allows.
  var json: JSON {
    switch self {
    case .float(let value): .number(Double(value.description) ?? 0)
    case .bool(let value): .boolean(value)
    default: number.map(JSON.number) ?? .string(plainText)
    }
  }
}

extension [OSCArgument] {
  /// A single value as itself, more of them as an array.
  var json: JSON { count == 1 ? self[0].json : .array(map(\.json)) }

  var plainText: String { map(\.plainText).joined(separator: " ") }
}
