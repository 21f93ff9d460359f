package import Graph
import YAML

/// The text of a patch file with another state of its patch worked into it: comments, order and all that
/// did not change stay as they are.
struct PatchRewriter {
  let patch: Patch
  let kinds: NodeKinds
  let old: Patch
  let root: YAMLMapping
  private(set) var lines: [String]

  /// The names of nodes that seem to be others now, by those that they had.
  private(set) var names: [String: String] = [:]

  /// What is to stand in the place of each line, by its number from 0.
  var replacements: [Int: [String]] = [:]

  /// Lines to put behind each line.
  var additions: [Int: [String]] = [:]

  /// Begins with the file `bytes`; `nil` where it does not hold a patch any more.
  init?(_ bytes: [UInt8], to patch: Patch, kinds: NodeKinds) {
    guard let document = try? PatchDocument(bytes, name: "", kinds: kinds),
      case .mapping(let root)? = YAMLDocument(bytes, name: "").root?.content
    else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard
      !text.unicodeScalars.contains(where: {
        "\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0)
      })
    else { return nil }
    self.patch = patch
    self.kinds = kinds
    self.root = root
    old = document.patch
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    names = Self.names(from: document.patch, to: patch)
  }

  /// Nodes of the same place, kind and settings with another name.
  private static func names(from old: Patch, to new: Patch) -> [String: String] {
    guard old.nodes.count == new.nodes.count else { return [:] }
    let pairs = zip(old.nodes, new.nodes).filter { before, node in
      before.kind == node.kind && before.settings == node.settings && before.id != node.id
        && old[id: node.id] == nil && new[id: before.id] == nil
    }
    return Dictionary(pairs.map { ($0.id, $1.id) }, uniquingKeysWith: { first, _ in first })
  }

  /// The new text, or `nil` where the patch changed in ways that are not worked in.
  mutating func text() -> String? {
    guard rewriteNodes(), rewriteWires(), rewriteShed(), rewriteClock(), rewriteMIDIMap()
    else { return nil }
    var rewritten: [String] = []
    for (index, line) in lines.enumerated() {
      rewritten += replacements[index] ?? [line]
      rewritten += additions[index] ?? []
    }
    let text = rewritten.joined(separator: "\n")
    guard let document = try? PatchDocument(Array(text.utf8), name: "", kinds: kinds),
      document.patch.means(patch)
    else { return nil }
    return text
  }

  private mutating func rewriteNodes() -> Bool {
    guard case .sequence(let items)? = root["nodes"]?.content else { return false }
    var last: (line: Int, indent: String)?
    for item in items {
      guard case .mapping(let mapping) = item.content,
        case .scalar(let id)? = mapping["id"]?.content, let entry = mapping.entries.first
      else { return false }
      let start = entry.keyPlace.start
      let end = lastLine(item)
      let name = names[id] ?? id
      if let node = patch[id: name], let before = old[id: id], node.kind == before.kind {
        guard node.settings == before.settings, rename(id, to: name, mapping),
          rewrite(node, before, mapping)
        else { return false }
        last = (end - 1, String(repeating: " ", count: max(0, start.column - 3)))
      } else {
        guard lines[start.line - 1].drop(while: { $0 == " " }).first == "-" else { return false }
        for line in start.line...end { replacements[line - 1] = [] }
        if last == nil { last = (end - 1, String(repeating: " ", count: max(0, start.column - 3))) }
      }
    }
    let added = patch.nodes.filter { node in
      old[id: node.id]?.kind != node.kind && !names.values.contains(node.id)
    }
    guard !added.isEmpty else { return true }
    guard let last else { return false }
    for node in added {
      additions[last.line, default: []] += patch.text(of: node, kinds: kinds).map {
        last.indent + $0
      }
    }
    return true
  }

  private mutating func rename(_ id: String, to name: String, _ mapping: YAMLMapping) -> Bool {
    guard id != name else { return true }
    return mapping["id"].map { replace($0, by: name, unit: "") } ?? false
  }

  /// Brings the parameters of one node up to date.
  private mutating func rewrite(
    _ node: PatchNode, _ before: PatchNode, _ mapping: YAMLMapping
  ) -> Bool {
    let declaration = try? kinds.declaration(of: node, in: patch)
    for (name, value) in node.parameters.sorted(by: { $0.key < $1.key })
    where before.parameters[name] != value {
      let parameter = declaration?.parameters.first { $0.name == name }
      let text = parameter?.text(value) ?? decimalText(value)
      guard let entry = mapping.entries.first(where: { $0.key == name }) else {
        guard let first = mapping.entries.first, let last = mapping.entries.last else {
          return false
        }
        let line = lastLine(last.value)
        // A node within braces has no line of its own to add to.
        guard last.keyPlace.start.line > first.keyPlace.start.line else { return false }
        let indent = String(repeating: " ", count: last.keyPlace.start.column - 1)
        additions[line - 1, default: []].append("\(indent)\(name): \(text)")
        continue
      }
      guard replace(entry.value, by: text, unit: parameter?.unit ?? "") else { return false }
    }
    return before.parameters.keys.allSatisfy { node.parameters[$0] != nil }
  }

  /// Puts `text` where `value` stands, with its unit where there was one.
  mutating func replace(_ value: YAMLValue, by text: String, unit: String) -> Bool {
    let (start, end) = (value.place.start, value.place.end)
    guard start.line == end.line, case .scalar(let old) = value.content else { return false }
    let line = replacements[start.line - 1]?.first ?? lines[start.line - 1]
    guard line == lines[start.line - 1] else { return false }
    let scalars = Array(line.unicodeScalars)
    guard end.column - 1 <= scalars.count else { return false }
    let hadUnit = old.first?.isLetter == false && old.contains { $0.isLetter || $0 == "%" }
    let new = text + (hadUnit && !unit.isEmpty ? " " + unit : "")
    var view = String.UnicodeScalarView(scalars[..<(start.column - 1)])
    view.append(contentsOf: new.unicodeScalars)
    view.append(contentsOf: scalars[(end.column - 1)...])
    replacements[start.line - 1] = [String(view)]
    return true
  }

  private mutating func rewriteMIDIMap() -> Bool {
    guard patch.midiMap != old.midiMap else { return true }
    guard let entry = root.entries.first(where: { $0.key == "midi_map" }) else {
      additions[end, default: []] += ["midi_map:"] + patch.midiMap.map { "  - \($0)" }
      return true
    }
    guard case .sequence(let items) = entry.value.content, let first = items.first else {
      return false
    }
    let head = entry.keyPlace.start.line
    if patch.midiMap.isEmpty { replacements[head - 1] = [] }
    let missing = patch.midiMap.filter { !old.midiMap.contains($0) }
    for item in items {
      let line = item.place.start.line
      guard case .scalar(let text) = item.content, let binding = try? MIDIBinding(text),
        lines[line - 1].drop(while: { $0 == " " }).first == "-"
      else { return false }
      if !patch.midiMap.contains(binding) { replacements[line - 1] = [] }
    }
    let indent = lines[first.place.start.line - 1].prefix { $0 == " " }
    let last = items.last?.place.start.line ?? head
    additions[last - 1, default: []] += missing.map { "\(indent)- \($0)" }
    return true
  }

  /// The last line that holds something.
  var end: Int { lines.lastIndex { !$0.isEmpty } ?? 0 }

  /// The last line of `value` that holds something of it.
  private func lastLine(_ value: YAMLValue) -> Int {
    switch value.content {
    case .scalar: value.place.end.line
    case .sequence(let items): items.last.map(lastLine) ?? value.place.end.line
    case .mapping(let mapping):
      mapping.entries.last.map { lastLine($0.value) } ?? value.place.end.line
    }
  }
}

extension Patch {
  /// The text of this patch: that of the file `original`, with what has changed worked into it, where
  /// that holds such a patch; else one that is written anew.
  package func text(basedOn original: [UInt8], kinds: NodeKinds) -> String {
    var rewriter = PatchRewriter(original, to: self, kinds: kinds)
    return rewriter?.text() ?? text(kinds: kinds)
  }

  /// Whether `other` says the same, in whatever order its wires come.
  package func means(_ other: Patch) -> Bool {
    var (left, right) = (self, other)
    let order: (Wire, Wire) -> Bool = { $0.description < $1.description }
    left.wires.sort(by: order)
    right.wires.sort(by: order)
    left.nodes.sort { $0.id < $1.id }
    right.nodes.sort { $0.id < $1.id }
    left.midiMap.sort { $0.description < $1.description }
    right.midiMap.sort { $0.description < $1.description }
    return left == right
  }
}
