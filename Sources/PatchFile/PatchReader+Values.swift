import Graph
import YAML

/// The settings and parameters of a node.
extension PatchReader {
  mutating func readEntry(
    _ entry: YAMLMapping.Entry, of declaration: NodeDeclaration, into node: inout PatchNode
  ) {
    places.values["\(node.id).\(entry.key)"] = entry.value.place
    if let setting = declaration.settings.first(where: { $0.name == entry.key }) {
      node.settings[entry.key] = readSetting(entry.value, setting)
    } else if let index = declaration.parameterIndex(entry.key) {
      node.parameters[entry.key] = readParameter(entry.value, declaration.parameters[index])
    } else if case .unknown = declaration.variability {
      node.parameters[entry.key] = takeForGranted(entry.value)
    } else {
      let names = declaration.parameters.map(\.name) + declaration.settings.map(\.name)
      diagnostics.report(
        "\(declaration.kind) has no parameter \(quoted(entry.key))", at: entry.keyPlace,
        hint: didYouMean(entry.key, names + ["id", "kind"])
          ?? (names.isEmpty ? "it has none" : "it has " + names.joined(separator: ", ")))
    }
  }

  /// The number that `value` seems to be, for a parameter of which nothing is known.
  private func takeForGranted(_ value: YAMLValue) -> Float? {
    guard case .scalar(let text) = value.content else { return nil }
    switch text {
    case "true": return 1
    case "false": return 0
    default: return Float(text.prefix { "+-.0123456789eE".contains($0) })
    }
  }

  private mutating func readSetting(
    _ value: YAMLValue, _ setting: SettingDeclaration
  ) -> SettingValue? {
    switch setting.form {
    case .text, .file: diagnostics.text(value, setting.name).map(SettingValue.text)
    case .choice(let names):
      diagnostics.choice(value, setting.name, of: names).map(SettingValue.text)
    case .list:
      if case .scalar = value.content {
        diagnostics.text(value, setting.name).map { .list([$0]) }
      } else {
        .list(diagnostics.texts(value, setting.name))
      }
    }
  }

  private mutating func readParameter(
    _ value: YAMLValue, _ parameter: ParameterDeclaration
  ) -> Float? {
    let name = parameter.name
    switch parameter.form {
    case .number:
      let range = parameter.range.decimal
      return diagnostics.number(value, name, in: range, unit: parameter.unit).map {
        min(max(Float($0), parameter.range.lowerBound), parameter.range.upperBound)
      }
    case .integer:
      let range = Int(parameter.range.lowerBound)...Int(parameter.range.upperBound)
      return diagnostics.integer(value, name, in: range, unit: parameter.unit).map { Float($0) }
    case .toggle: return diagnostics.boolean(value, name).map { $0 ? 1 : 0 }
    case .choice(let names):
      return diagnostics.choice(value, name, of: names).flatMap { names.firstIndex(of: $0) }
        .map { Float($0) }
    }
  }
}
