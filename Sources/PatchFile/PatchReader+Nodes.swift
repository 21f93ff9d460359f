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
    let room = Patch.nodeLimit - patch.nodes.count
    guard values.count <= room else {
      diagnostics.report(
        "a patch may have \(Patch.nodeLimit) nodes, not more", at: values[max(0, room)].place)
      return
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
