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
      var diagnostics = Diagnostics(of: source)
      diagnostics.report(
        "no node is named \(quoted(id))", at: source.whole, hint: didYouMean(id, nodes.map(\.id)))
      throw diagnostics
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

  /// Adds the wires that `text` stands for, as in a patch file.
  package mutating func add(wire text: String, kinds: NodeKinds) throws(Diagnostics) {
    let source = SourceText(text, name: "/wire/add")
    let added = try read(text, source, kinds)
    for wire in added where contains(wire) {
      var diagnostics = Diagnostics(of: source)
      diagnostics.report("'\(wire)' is there already", at: source.whole)
      throw diagnostics
    }
    wires += added
  }

  /// Takes out the wires that `text` stands for.
  package mutating func remove(wire text: String, kinds: NodeKinds) throws(Diagnostics) {
    let source = SourceText(text, name: "/wire/remove")
    for wire in try read(text, source, kinds) {
      guard contains(wire) else {
        var diagnostics = Diagnostics(of: source)
        diagnostics.report("there is no wire '\(wire)'", at: source.whole)
        throw diagnostics
      }
      wires.removeAll { $0.source == wire.source && $0.destination == wire.destination }
    }
  }

  /// Binds a MIDI control as `text` says, as in a patch file.
  package mutating func add(binding text: String, kinds: NodeKinds) throws(Diagnostics) {
    let source = SourceText(text, name: "/midi/map/add")
    var reader = try reader(kinds, source)
    let value = YAMLValue(.scalar(text), at: source.whole)
    reader.readMIDIMap(YAMLValue(.sequence([value]), at: source.whole))
    try reader.diagnostics.check()
    midiMap = reader.patch.midiMap
  }

  /// Ends the binding `text`, or all of the address that it is.
  package mutating func remove(binding text: String) throws(Diagnostics) {
    let address = text.hasPrefix("/") ? text : "/node/" + text
    let binding = try? MIDIBinding(text)
    let count = midiMap.count
    midiMap.removeAll { $0 == binding || $0.target == address }
    guard midiMap.count == count else { return }
    let source = SourceText(text, name: "/midi/map/remove")
    var diagnostics = Diagnostics(of: source)
    diagnostics.report(
      "nothing is bound to \(quoted(text))", at: source.whole,
      hint: didYouMean(text, midiMap.map(\.description)))
    throw diagnostics
  }

  /// The wires that `text` stands for between nodes of `patch`.
  static func wires(
    _ text: String, among patch: Patch, kinds: NodeKinds
  ) throws(Diagnostics) -> [Wire] {
    try patch.read(text, SourceText(text, name: ""), kinds)
  }

  private func contains(_ wire: Wire) -> Bool {
    wires.contains { $0.source == wire.source && $0.destination == wire.destination }
  }

  private func read(
    _ text: String, _ source: SourceText, _ kinds: NodeKinds
  ) throws(Diagnostics) -> [Wire] {
    var reader = try reader(kinds, source)
    reader.patch.wires = []
    let value = YAMLValue(.scalar(text), at: source.whole)
    reader.readWires(YAMLValue(.sequence([value]), at: source.whole))
    try reader.diagnostics.check()
    return reader.patch.wires
  }

  /// A reader that knows the nodes of this patch.
  private func reader(_ kinds: NodeKinds, _ source: SourceText) throws(Diagnostics) -> PatchReader {
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

extension SourceText {
  fileprivate init(_ text: String, name: String) { self.init(Array(text.utf8), name: name) }

  /// The place of its only line.
  fileprivate var whole: Place {
    Place(.start, Mark(line: 1, column: line(1).unicodeScalars.count + 1))
  }
}
