package import Graph
private import YAML

extension Patch {
  /// The patch as a file, with nothing in it that goes without saying.
  package func text(kinds: NodeKinds) -> String {
    var lines = ["version: 1"]
    if !name.isEmpty { lines.append("name: \(scalar(name))") }
    if !summary.isEmpty { lines.append("summary: \(scalar(summary))") }
    let plain = Patch()
    if tempo != plain.tempo { lines.append("tempo: \(tempo) bpm") }
    if (beatsPerBar, beatUnit) != (plain.beatsPerBar, plain.beatUnit) {
      lines.append("metre: \(beatsPerBar)/\(beatUnit)")
    }
    if let clock { lines.append("clock: \(clock)") }
    if budget != plain.budget { lines.append("budget: \(budget * 100) %") }
    lines.append("nodes:")
    for node in nodes { lines += text(of: node, kinds: kinds).map { "  " + $0 } }
    if !wires.isEmpty { lines += ["wires:"] + wires.map { "  - \($0)" } }
    if !shed.isEmpty { lines.append("shed: [" + shed.joined(separator: ", ") + "]") }
    if !midiMap.isEmpty { lines += ["midi_map:"] + midiMap.map { "  - \($0)" } }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The lines of a node, as an item of a list.
  func text(of node: PatchNode, kinds: NodeKinds) -> [String] {
    ["- id: \(node.id)", "  kind: \(node.kind)"]
      + values(of: node, kinds: kinds).map { "  \($0.name): \($0.text)" }
  }

  /// What a node says beside its id and kind, as YAML.
  func values(of node: PatchNode, kinds: NodeKinds) -> [(name: String, text: String)] {
    let declaration = try? kinds.declaration(of: node, in: self)
    let settings = node.settings.sorted { $0.key < $1.key }.map { name, value in
      switch value {
      case .text(let text): (name, scalar(text))
      case .list(let texts):
        (name, "[" + texts.map { jsonString($0) }.joined(separator: ", ") + "]")
      }
    }
    let parameters = node.parameters.sorted { $0.key < $1.key }.map { name, value in
      let parameter = declaration?.parameters.first { $0.name == name }
      return (name, parameter?.text(value) ?? decimalText(value))
    }
    return settings + parameters
  }
}

extension ParameterDeclaration {
  /// `value` as a patch writes it.
  func text(_ value: Float) -> String {
    switch form {
    case .number, .integer: decimalText(value)
    case .toggle: value >= 0.5 ? "true" : "false"
    case .choice(let names):
      names.indices.contains(Int(value)) ? scalar(names[Int(value)]) : decimalText(value)
    }
  }
}

/// The shortest decimal that is read as `value`.
func decimalText(_ value: Float) -> String {
  let text = value.description
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// `text` as a YAML scalar, in quotes where it would mean something else without.
func scalar(_ text: String) -> String {
  let isPlain = text.utf8.enumerated().allSatisfy { index, byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "/"), UInt8(ascii: "_"):
      true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: " "):
      index > 0
    default: false
    }
  }
  return isPlain && !text.isEmpty && text.utf8.last != UInt8(ascii: " ") ? text : jsonString(text)
}
