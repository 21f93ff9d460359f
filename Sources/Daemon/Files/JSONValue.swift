private import YAML

/// A value to be written as JSON; the members of an object keep their order.
enum JSONValue {
  case string(String)

  /// A number, written with so many digits after the point.
  case number(Double, places: Int)
  case integer(Int)
  case null
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// The text of a document: what contains no further lists stands on one line.
  var document: String { text(indent: "") + "\n" }

  private var isFlat: Bool {
    switch self {
    case .array(let values): values.allSatisfy { !$0.isCollection }
    case .object(let members): members.allSatisfy { !$0.1.isCollection }
    default: true
    }
  }

  private var isCollection: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }

  private func text(indent: String) -> String {
    switch self {
    case .string(let text): jsonString(text)
    case .number(let value, let places): decimal(value, places: places)
    case .integer(let value): String(value)
    case .null: "null"
    case .array(let values): enclose("[", values.map { ("", $0) }, "]", indent)
    case .object(let members):
      enclose("{", members.map { (jsonString($0.0) + ": ", $0.1) }, "}", indent)
    }
  }

  private func enclose(
    _ open: String, _ members: [(String, JSONValue)], _ close: String, _ indent: String
  ) -> String {
    guard !members.isEmpty else { return open + close }
    let inner = indent + "  "
    let lines = members.map { $0.0 + $0.1.text(indent: inner) }
    if isFlat { return open + lines.joined(separator: ", ") + close }
    return open + "\n" + inner + lines.joined(separator: ",\n" + inner) + "\n" + indent + close
  }
}
