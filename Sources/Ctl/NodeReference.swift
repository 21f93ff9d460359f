import Graph
import YAML

/// Declarations as text for a terminal.
struct NodeReference {
  private let declarations: [NodeDeclaration]

  init(_ declarations: [NodeDeclaration]) {
    self.declarations = declarations
  }

  /// A line for each kind, by family.
  var list: String {
    var text = ""
    var family = ""
    for declaration in declarations {
      if declaration.family != family {
        text += (text.isEmpty ? "" : "\n") + declaration.family + "\n"
        family = declaration.family
      }
      text += "  " + padded(declaration.kind, 16) + declaration.doc + "\n"
    }
    return text
  }

  /// All of each kind.
  var pages: String { declarations.map(page).joined(separator: "\n") }

  private func page(_ declaration: NodeDeclaration) -> String {
    "\(declaration.kind) (\(declaration.family))\n  \(declaration.doc)\n"
      + section("inputs", declaration.inputs.map(row))
      + section("outputs", declaration.outputs.map(row))
      + section("parameters", declaration.parameters.map(row))
      + section("settings", declaration.settings.map(row))
      + section("readings", declaration.readings.map { ($0.name, $0.unit, $0.doc) })
  }

  private typealias Row = (name: String, values: String, doc: String)

  private func section(_ title: String, _ rows: [Row]) -> String {
    guard !rows.isEmpty else { return "" }
    let names = rows.map(\.name.count).max() ?? 0
    // Long lists of choices push their own explanation aside, not that of the others.
    let values = rows.map(\.values.count).filter { $0 <= 60 }.max() ?? 0
    let lines = rows.map { row in
      "    " + padded(row.name, names + 2) + padded(row.values, values + 2) + row.doc + "\n"
    }
    return "  \(title)\n" + lines.joined()
  }

  private func row(_ port: PortDeclaration) -> Row { (port.name, port.type.name, port.doc) }

  private func row(_ parameter: ParameterDeclaration) -> Row {
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

  private func row(_ setting: SettingDeclaration) -> Row {
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
  private func number(_ value: Float) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 1))
  }
}
