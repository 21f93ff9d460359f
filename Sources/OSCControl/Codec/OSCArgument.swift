/// One argument of an OSC message.
package enum OSCArgument: Hashable, Sendable {
  case int(Int32)
  case float(Float)
  case string(String)
  case blob([UInt8])
  case long(Int64)
  case double(Double)
  case time(OSCTime)
  case symbol(String)
  case character(UInt8)
  case midi(UInt32)
  case bool(Bool)
  case null
  case impulse

  /// The argument's letter in a type tag string.
  package var tag: Character {
    switch self {
    case .int: "i"
    case .float: "f"
    case .string: "s"
    case .blob: "b"
    case .long: "h"
    case .double: "d"
    case .time: "t"
    case .symbol: "S"
    case .character: "c"
    case .midi: "m"
    case .bool(true): "T"
    case .bool(false): "F"
    case .null: "N"
    case .impulse: "I"
    }
  }

  /// The argument as a number, whichever of the numeric types the sender chose.
  package var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .float(let value): Double(value)
    case .long(let value): Double(value)
    case .double(let value): value
    case .bool(let value): value ? 1 : 0
    default: nil
    }
  }

  /// The argument as text.
  package var text: String? {
    switch self {
    case .string(let value), .symbol(let value): value
    default: nil
    }
  }
}
