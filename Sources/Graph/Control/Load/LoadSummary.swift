/// What a patch that was loaded has changed, in numbers of nodes and wires.
package struct LoadSummary: Hashable, Sendable, CustomStringConvertible {
  /// Nodes that go on just as they were.
  package var kept = 0

  /// Nodes with other values or files than before, or made anew.
  package var changed = 0
  package var added = 0
  package var removed = 0
  package var wiresAdded = 0
  package var wiresRemoved = 0

  package var description: String {
    let nodes = "kept \(kept), changed \(changed), added \(added), removed \(removed)"
    guard wiresAdded + wiresRemoved > 0 else { return nodes }
    return nodes + "; wires: \(wiresAdded) added, \(wiresRemoved) removed"
  }
}

extension LoadSummary {
  /// Compares `old` with `version`, of which the nodes named in `changed` were made, or read files, anew.
  init(from old: Patch, to version: PatchVersion, changed renewed: Set<String>) {
    let new = version.patch
    let before = Dictionary(old.nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for node in new.nodes {
      guard var earlier = version.formerName(of: node.id).flatMap({ before[$0] }) else {
        added += 1
        continue
      }
      earlier.id = node.id
      if earlier == node, !renewed.contains(node.id) { kept += 1 } else { changed += 1 }
    }
    removed = old.nodes.count + added - new.nodes.count
    let names = Dictionary(
      version.renames.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let (oldWires, newWires) = (Set(old.renaming(names).wires), Set(new.wires))
    wiresAdded = newWires.subtracting(oldWires).count
    wiresRemoved = oldWires.subtracting(newWires).count
  }
}
