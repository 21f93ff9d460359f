package import Graph
package import YAML

extension Patch {
  /// Adds a node that is written as `id`, `kind` and values in the words of a patch file, or throws
  /// what is wrong with it.
  package mutating func add(
    node id: String, kind: String, values: [(name: String, text: String)], kinds: NodeKinds
  ) throws(Diagnostics) {
    let words = [("id", id), ("kind", kind)] + values.map { ($0.name, $0.text) }
    let source = SourceText(words.map { "\($0): \($1)" }.joined(separator: ", "), name: "/node/add")
    var entries: [YAMLMapping.Entry] = []
    var column = 1
    for (name, text) in words {
      let key = Mark(line: 1, column: column)
      let start = Mark(line: 1, column: column + name.unicodeScalars.count + 2)
      let end = Mark(line: 1, column: start.column + text.unicodeScalars.count)
      let value = YAMLValue(.scalar(text), at: Place(start, end))
      let place = Place(key, Mark(line: 1, column: start.column - 2))
      entries.append(YAMLMapping.Entry(key: name, keyPlace: place, value: value))
      column = end.column + 2
    }
    let whole = Place(.start, Mark(line: 1, column: column))
    let node = YAMLValue(.mapping(YAMLMapping(entries, at: whole)), at: whole)
    var reader = try reader(kinds, source)
    reader.readNodes(YAMLValue(.sequence([node]), at: whole))
    try reader.diagnostics.check()
    self = reader.patch
  }

  /// Takes out the node `id` and every wire that leads to it or away.
  package mutating func remove(node id: String) throws(Diagnostics) {
    guard self[id: id] != nil else {
      let source = SourceText(id, name: "/node/remove")
      throw source.complaint(
        "no node is named \(quoted(id))", hint: didYouMean(id, nodes.map(\.id)))
    }
    nodes.removeAll { $0.id == id }
    wires.removeAll { $0.source.node == id || $0.destination.node == id }
    shed.removeAll { $0 == id }
    midiMap.removeAll { $0.parameter?.node == id }
    if clock == id { clock = nil }
  }

  /// Gives the node `id` another name wherever it is named.
  package mutating func rename(node id: String, to name: String) throws(Diagnostics) {
    let source = SourceText(name, name: "/node/rename")
    var diagnostics = Diagnostics(of: source)
    if self[id: id] == nil {
      diagnostics.report(
        "no node is named \(quoted(id))", at: source.whole, hint: didYouMean(id, nodes.map(\.id)))
    }
    if self[id: name] != nil {
      diagnostics.report("the id \(quoted(name)) is taken", at: source.whole)
    }
    if !isIdentifier(name) {
      diagnostics.report(
        "\(quoted(name)) cannot be an id", at: source.whole, hint: PatchReader.identifierHint)
    }
    try diagnostics.check()
    self = renaming([id: name])
  }

  /// Lets every node that plays from a chart play from `file`, or from none where that is empty; returns
  /// whether there is such a node.
  package mutating func set(chart file: String, kinds: NodeKinds) -> Bool {
    let readers = nodes.indices.filter { index in
      let settings = kinds[nodes[index].kind]?.declaration.settings ?? []
      return settings.contains { $0.name == "chart" && $0.form == .file }
    }
    for index in readers { nodes[index].settings["chart"] = file.isEmpty ? nil : .text(file) }
    return !readers.isEmpty
  }

  /// A reader that knows the nodes of this patch.
  func reader(_ kinds: NodeKinds, _ source: SourceText) throws(Diagnostics) -> PatchReader {
    var reader = PatchReader(kinds: kinds, diagnostics: Diagnostics(of: source))
    reader.patch = self
    for node in nodes {
      reader.lines[node.id] = 0
      let declaration = try? kinds.declaration(of: node, in: self)
      reader.declarations[node.id] = declaration ?? kinds[node.kind]?.declaration
    }
    return reader
  }
}
