/// A JSON value to be written; objects keep the order of their fields, and a number that is none, or infinite,
/// is written as null.
package enum JSON: Sendable {
  case string(String)
  case number(Double)
  case boolean(Bool)
  case null
  case array([JSON])
  case object([(key: String, value: JSON)])

  /// The value on one line.
  package var compact: String { text(colon: ":", indent: nil) }

  /// The value on indented lines, ending with a line break; what has no lists and objects in it stands on one.
  package var pretty: String { text(colon: ": ", indent: 0) + "\n" }

  private func text(colon: String, indent: Int?) -> String {
    switch self {
    case .string(let string): return jsonString(string)
    case .number(let number): return number.isFinite ? plainNumber(number) : "null"
    case .boolean(let boolean): return boolean ? "true" : "false"
    case .null: return "null"
    case .array(let values):
      let items = values.map { $0.text(colon: colon, indent: indent.map { $0 + 2 }) }
      return Self.enclosed(items, "[", "]", indent, isFlat: !values.contains(where: \.isCollection))
    case .object(let fields):
      let items = fields.map { field in
        jsonString(field.key) + colon
          + field.value.text(colon: colon, indent: indent.map { $0 + 2 })
      }
      let isFlat = !fields.contains { $0.value.isCollection }
      return Self.enclosed(items, "{", "}", indent, isFlat: isFlat)
    }
  }

  private var isCollection: Bool {
    switch self {
    case .array, .object: true
    case .string, .number, .boolean, .null: false
    }
  }

  /// Puts items between brackets: on a line each where they do not fit one, and some of them hold others.
  private static func enclosed(
    _ items: [String], _ open: String, _ close: String, _ indent: Int?, isFlat: Bool
  ) -> String {
    guard let indent else { return open + items.joined(separator: ",") + close }
    let length = items.reduce(indent) { $0 + $1.utf8.count + 2 }
    if isFlat || length <= 90 && !items.contains(where: { $0.contains("\n") }) {
      return open + items.joined(separator: ", ") + close
    }
    let margin = String(repeating: " ", count: indent)
    let lines = items.map { margin + "  " + $0 }.joined(separator: ",\n")
    return open + "\n" + lines + "\n" + margin + close
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByIntegerLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(integerLiteral value: Int) { self = .number(Double(value)) }
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { (key: $0.0, value: $0.1) })
  }
}
