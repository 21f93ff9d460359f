package import Graph
package import YAML

/// Wires that are added and taken out.
extension Patch {
  /// Adds the wires that `text` stands for, as in a patch file.
  package mutating func add(wire text: String, kinds: NodeKinds) throws(Diagnostics) {
    let source = SourceText(text, name: "/wire/add")
    let added = try read(text, source, kinds)
    for wire in added where contains(wire) {
      throw source.complaint("'\(wire)' is there already")
    }
    guard wires.count + added.count <= Patch.wireLimit else {
      throw source.complaint("a patch may have \(Patch.wireLimit) wires, not more")
    }
    wires += added
  }

  /// Takes out the wires that `text` stands for.
  package mutating func remove(wire text: String, kinds: NodeKinds) throws(Diagnostics) {
    let source = SourceText(text, name: "/wire/remove")
    for wire in try read(text, source, kinds) {
      guard contains(wire) else {
        throw source.complaint("there is no wire '\(wire)'")
      }
      wires.removeAll { $0.source == wire.source && $0.destination == wire.destination }
    }
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
}
