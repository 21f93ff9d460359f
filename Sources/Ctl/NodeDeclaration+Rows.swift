import Graph
import YAML

/// What a kind of node has, in words.
extension NodeDeclaration {
  /// One port, parameter, setting or reading.
  typealias Row = (name: String, values: String, doc: String)

  /// All that it has; nothing empty.
  var sections: [(title: String, rows: [Row])] {
    [
      ("inputs", inputs.map(Self.row)), ("outputs", outputs.map(Self.row)),
      ("parameters", parameters.map(Self.row)), ("settings", settings.map(Self.row)),
      ("readings", readings.map { ($0.name, $0.unit, $0.doc) }),
    ].filter { !$0.rows.isEmpty }
  }

  private static func row(_ port: PortDeclaration) -> Row { (port.name, port.type.name, port.doc) }

  private static func row(_ parameter: ParameterDeclaration) -> Row {
    let initial = number(parameter.initial)
    let unit = parameter.unit.isEmpty ? "" : " " + parameter.unit
    let values =
      switch parameter.form {
      case .number, .integer:
        "\(number(parameter.range.lowerBound)) to \(number(parameter.range.upperBound))\(unit), "
          + "else \(initial)"
      case .toggle: "true or false, else \(parameter.initial != 0)"
      case .choice(let names): "\(alternatives(names)), else \(names[Int(parameter.initial)])"
      }
    return (parameter.name, values, parameter.doc)
  }

  private static func row(_ setting: SettingDeclaration) -> Row {
    let otherwise =
      setting.isRequired
      ? ", required"
      : setting.initial.text.isEmpty
        ? "" : ", else \(setting.initial.text)"
    let values =
      switch setting.form {
      case .text: "text"
      case .file: "file"
      case .list: "list"
      case .choice(let names): alternatives(names)
      }
    return (setting.name, values + otherwise, setting.doc)
  }

  /// Writes a `Float` in the decimal it was declared with.
  private static func number(_ value: Float) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
