import Graph
import YAML

extension PatchRewriter {
  /// Writes the wires that there are now; a chain of which one is gone is taken apart where it stands.
  mutating func rewriteWires() -> Bool {
    let (wanted, present) = (Set(patch.wires), Set(old.renaming(names).wires))
    guard wanted != Set(old.wires) else { return true }
    let missing = patch.wires.filter { !present.contains($0) }
    guard let entry = root.entries.first(where: { $0.key == "wires" }) else {
      edits.add(["wires:"] + missing.map { "  - \($0)" }, below: edits.end)
      return true
    }
    guard case .sequence(let items) = entry.value.content, let first = items.first else {
      return false
    }
    for item in items where !rewrite(item, wanted) { return false }
    let head = entry.keyPlace.start.line
    if wanted.isEmpty { edits.remove(head...head) }
    let indent = edits.indent(first.place.start.line)
    let last = items.last?.place.start.line ?? first.place.start.line
    edits.add(missing.map { "\(indent)- \($0)" }, below: last)
    return true
  }

  /// Leaves of one line of wires those that are `wanted`, with its comment.
  private mutating func rewrite(_ item: YAMLValue, _ wanted: Set<Wire>) -> Bool {
    let (place, line) = (item.place, item.place.start.line)
    guard case .scalar(let text) = item.content, place.end.line == line, edits.beginsItem(line),
      let wires = try? Patch.wires(text, among: old, kinds: kinds)
    else { return false }
    var named = old
    named.wires = wires
    let kept = named.renaming(names).wires.filter(wanted.contains)
    guard kept != wires else { return true }
    guard let first = kept.first else {
      edits.remove(line...line)
      return true
    }
    edits.replace(place, by: first.description)
    edits.add(kept.dropFirst().map { "\(edits.indent(line))- \($0)" }, below: line)
    return true
  }
}
