import Graph
import YAML

extension PatchRewriter {
  /// Takes out of the list of what gives way what is not in it any more.
  mutating func rewriteShed() -> Bool {
    guard patch.shed != old.shed else { return true }
    let named = old.shed.map { names[$0] ?? $0 }
    guard let entry = root.entries.first(where: { $0.key == "shed" }),
      case .sequence(let items) = entry.value.content,
      named.filter(patch.shed.contains) == patch.shed
    else { return false }
    let head = entry.keyPlace.start.line
    guard !isInline(entry.value) else {
      if patch.shed.isEmpty { edits.remove(head...lastLine(entry.value)) }
      edits.replace(entry.value.place, by: "[" + patch.shed.joined(separator: ", ") + "]")
      return true
    }
    if patch.shed.isEmpty { edits.remove(head...head) }
    for item in items {
      let line = item.place.start.line
      guard case .scalar(let id) = item.content, edits.beginsItem(line) else { return false }
      let name = names[id] ?? id
      if !patch.shed.contains(name) {
        edits.remove(line...line)
      } else if name != id {
        edits.replace(item.place, by: name)
      }
    }
    return true
  }
}
