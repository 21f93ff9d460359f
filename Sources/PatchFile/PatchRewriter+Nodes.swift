import Graph
import YAML

extension PatchRewriter {
  /// Brings the nodes up to date that are there still, takes out those that are gone, and adds what is new.
  mutating func rewriteNodes() -> Bool {
    guard let nodes = root["nodes"], case .sequence(let items) = nodes.content else { return false }
    var last: (line: Int, indent: String)?
    for item in items {
      guard case .mapping(let mapping) = item.content,
        case .scalar(let id)? = mapping["id"]?.content
      else { return false }
      let lines = item.place.start.line...lastLine(item)
      let indent = String(repeating: " ", count: max(0, item.place.start.column - 3))
      let isKept = old[id: id]?.kind == patch[id: names[id] ?? id]?.kind
      if isKept {
        rewrite(id, item, mapping)
      } else {
        guard edits.beginsItem(lines.lowerBound) else { return false }
        edits.remove(lines)
      }
      if isKept || last == nil { last = (lines.upperBound, indent) }
    }
    let added = patch.nodes.filter { node in
      old[id: node.id]?.kind != node.kind && !names.values.contains(node.id)
    }
    guard !added.isEmpty else { return true }
    guard let last, !isInline(nodes) else { return false }
    for node in added {
      let lines = patch.text(of: node, kinds: kinds)
      edits.add(lines.map { last.indent + $0 }, below: last.line)
    }
    return true
  }

  /// Brings the name and the values of one node up to date.
  private mutating func rewrite(_ id: String, _ item: YAMLValue, _ mapping: YAMLMapping) {
    guard let before = old[id: id], let node = patch[id: names[id] ?? id] else { return }
    if node.id != id, let value = mapping["id"] { edits.replace(value.place, by: node.id) }
    let values = old.values(of: before, kinds: kinds).map { ($0.name, $0.text) }
    let present = Dictionary(uniqueKeysWithValues: values)
    let wanted = patch.values(of: node, kinds: kinds)
    let parameters = (try? kinds.declaration(of: node, in: patch))?.parameters ?? []
    for (name, text) in wanted where present[name] != text {
      if let entry = mapping.entries.first(where: { $0.key == name }) {
        replace(entry, by: text, unit: parameters.first { $0.name == name }?.unit ?? "")
      } else {
        add("\(name): \(text)", to: item, mapping)
      }
    }
    remove(Set(present.keys).subtracting(wanted.map(\.name)), from: item, mapping)
  }

  /// Writes `text` where the value of `entry` stands, with its unit where there was one.
  private mutating func replace(_ entry: YAMLMapping.Entry, by text: String, unit: String) {
    let place = entry.value.place
    switch entry.value.content {
    case .scalar(let old) where place.start.line == place.end.line:
      let hadUnit = old.first?.isLetter == false && old.contains { $0.isLetter || $0 == "%" }
      let isMissing = place.start == place.end
      edits.replace(
        place, by: (isMissing ? " " : "") + text + (hadUnit && !unit.isEmpty ? " " + unit : ""))
    case .sequence where isInline(entry.value):
      edits.replace(place, by: text)
    case .scalar, .sequence, .mapping:
      let end = lastLine(entry.value)
      let endOfLine = Mark(line: end, column: edits.line(end).unicodeScalars.count + 1)
      edits.replace(Place(entry.keyPlace.start, endOfLine), by: "\(entry.key): \(text)")
    }
  }

  /// Writes one more value behind the others of a node.
  private mutating func add(_ text: String, to item: YAMLValue, _ mapping: YAMLMapping) {
    guard let last = mapping.entries.last else { return }
    if isInline(item) {
      edits.replace(Place(last.value.place.end, last.value.place.end), by: ", " + text)
    } else {
      let indent = String(repeating: " ", count: last.keyPlace.start.column - 1)
      edits.add([indent + text], below: lastLine(last.value))
    }
  }

  /// Takes out the values `gone` of a node; its id and kind are none of them.
  private mutating func remove(
    _ gone: Set<String>, from item: YAMLValue, _ mapping: YAMLMapping
  ) {
    let entries = mapping.entries
    guard let kept = entries.firstIndex(where: { !gone.contains($0.key) }) else { return }
    for (index, entry) in entries.enumerated() where gone.contains(entry.key) {
      if !isInline(item) {
        edits.remove(entry.keyPlace.start.line...lastLine(entry.value))
      } else if index < kept {
        edits.replace(Place(entry.keyPlace.start, entries[index + 1].keyPlace.start), by: "")
      } else {
        edits.replace(Place(entries[index - 1].value.place.end, entry.value.place.end), by: "")
      }
    }
    // The first one stands behind the dash of its node.
    guard kept > 0, !isInline(item) else { return }
    let start = entries[kept].keyPlace.start
    let lead = edits.lead(to: entries[0].keyPlace.start)
    edits.replace(Place(Mark(line: start.line, column: 1), start), by: lead)
  }
}
