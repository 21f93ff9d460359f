import Graph
import YAML

extension PatchReader {
  /// What an id is.
  static let identifierHint =
    "an id is a lower-case letter, then up to 31 lower-case letters, digits or '_'"

  mutating func readNodes(_ value: YAMLValue) {
    let values = diagnostics.list(value, "nodes")
    if values.isEmpty, case .sequence = value.content {
      diagnostics.report("the patch has no nodes", at: value.place)
    }
    for value in values where !diagnostics.isFull { readNode(value) }
  }

  private mutating func readNode(_ value: YAMLValue) {
    guard let mapping = diagnostics.mapping(value, "a node") else { return }
    let id = readID(mapping)
    guard let kind = readKind(mapping), let declaration = declaration(of: kind, mapping) else {
      return
    }
    var node = PatchNode(id: id ?? "", kind: declaration.kind)
    for entry in mapping.entries where entry.key != "id" && entry.key != "kind" {
      readEntry(entry, of: declaration, into: &node)
    }
    for setting in declaration.settings where setting.isRequired && mapping[setting.name] == nil {
      diagnostics.report(
        "\(declaration.kind) needs '\(setting.name)'", at: diagnostics.headPlace(of: mapping),
        hint: lowercasedFirst(setting.doc))
    }
    if let id {
      patch.nodes.append(node)
      declarations[id] = declaration
    }
  }

  /// Reads the id and takes it; an id that is taken is recorded and left out.
  private mutating func readID(_ mapping: YAMLMapping) -> String? {
    guard let value = mapping["id"] else {
      diagnostics.report("the node lacks its id", at: diagnostics.headPlace(of: mapping))
      return nil
    }
    guard let id = diagnostics.text(value, "id") else { return nil }
    if let line = lines[id] {
      diagnostics.report("the id \(quoted(id)) is taken (first at line \(line))", at: value.place)
      return nil
    }
    lines[id] = value.place.start.line
    guard isIdentifier(id) else {
      diagnostics.report(
        "\(quoted(id)) cannot be an id", at: value.place,
        hint: Self.identifierHint)
      return nil
    }
    places.nodes[id] = value.place
    return id
  }

  private mutating func readKind(_ mapping: YAMLMapping) -> NodeKind? {
    guard let value = mapping["kind"] else {
      diagnostics.report("the node lacks its kind", at: diagnostics.headPlace(of: mapping))
      return nil
    }
    guard let name = diagnostics.text(value, "kind") else { return nil }
    if let kind = kinds[name] { return kind }
    diagnostics.report(
      "unknown kind \(quoted(name))", at: value.place,
      hint: didYouMean(name, kinds.names) ?? "'strumctl nodes' lists the kinds")
    return nil
  }

  /// What a node of `kind` with the settings of `mapping` declares.
  private mutating func declaration(
    of kind: NodeKind, _ mapping: YAMLMapping
  ) -> NodeDeclaration? {
    guard kind.declaration.variability != .fixed else { return kind.declaration }
    var settings: [String: SettingValue] = [:]
    for setting in kind.declaration.settings {
      guard case .scalar(let text)? = mapping[setting.name]?.content else { continue }
      settings[setting.name] = .text(text)
    }
    do throws(NodeError) {
      return try kind.declaration(for: settings)
    } catch {
      let place = error.subject.flatMap { mapping[$0]?.place } ?? diagnostics.headPlace(of: mapping)
      diagnostics.report(error.message, at: place)
      return nil
    }
  }

  private mutating func readEntry(
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

/// Whether `text` matches `[a-z][a-z0-9_]{0,31}`: ids become port names and OSC addresses.
func isIdentifier(_ text: String) -> Bool {
  guard let first = text.utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first else {
    return false
  }
  return text.utf8.count <= 32
    && text.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || byte == UInt8(ascii: "_")
    }
}

/// Fits a sentence of documentation into a hint.
private func lowercasedFirst(_ sentence: String) -> String {
  let text = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
  return text.prefix(1).lowercased() + text.dropFirst()
}
