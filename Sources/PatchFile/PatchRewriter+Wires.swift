import Graph
import YAML

extension PatchRewriter {
  /// Writes the wires that there are now; a chain of which one is gone is taken apart where it stands.
  mutating func rewriteWires() -> Bool {
    let (wanted, present) = (Set(patch.wires), Set(old.renaming(names).wires))
    guard wanted != Set(old.wires) else { return true }
    let missing = patch.wires.filter { !present.contains($0) }
    guard let entry = root.entries.first(where: { $0.key == "wires" }) else {
      additions[end, default: []] += ["wires:"] + missing.map { "  - \($0)" }
      return true
    }
    guard case .sequence(let items) = entry.value.content, let first = items.first else {
      return false
    }
    for item in items where !rewrite(item, wanted) { return false }
    if wanted.isEmpty { replacements[entry.keyPlace.start.line - 1] = [] }
    let indent = lines[first.place.start.line - 1].prefix { $0 == " " }
    let last = items.last?.place.start.line ?? first.place.start.line
    additions[last - 1, default: []] += missing.map { "\(indent)- \($0)" }
    return true
  }

  /// Leaves of one line of wires those that are `wanted`, with its comment.
  private mutating func rewrite(_ item: YAMLValue, _ wanted: Set<Wire>) -> Bool {
    let place = item.place
    let line = lines[place.start.line - 1]
    guard case .scalar(let text) = item.content, place.end.line == place.start.line,
      line.drop(while: { $0 == " " }).first == "-",
      let wires = try? Patch.wires(text, among: old, kinds: kinds)
    else { return false }
    var named = old
    named.wires = wires
    let kept = named.renaming(names).wires.filter(wanted.contains)
    guard kept != wires else { return true }
    let comment = String(
      String.UnicodeScalarView(line.unicodeScalars.dropFirst(place.end.column - 1)))
    let indent = line.prefix { $0 == " " }
    replacements[place.start.line - 1] = kept.enumerated().map { index, wire in
      "\(indent)- \(wire)" + (index == 0 ? comment : "")
    }
    return true
  }

  /// Takes out of the list of what gives way what is not in it any more.
  mutating func rewriteShed() -> Bool {
    guard patch.shed != old.shed else { return true }
    let named = old.shed.map { names[$0] ?? $0 }
    guard let entry = root.entries.first(where: { $0.key == "shed" }),
      case .sequence(let items) = entry.value.content,
      named.filter(patch.shed.contains) == patch.shed
    else { return false }
    let head = entry.keyPlace.start.line
    let place = entry.value.place
    if place.start.line == head, place.end.line == head {
      replacements[head - 1] = patch.shed.isEmpty ? [] : [shedLine(head, place)]
      return true
    }
    if patch.shed.isEmpty { replacements[head - 1] = [] }
    for item in items {
      let line = item.place.start.line
      guard case .scalar(let id) = item.content,
        lines[line - 1].drop(while: { $0 == " " }).first == "-"
      else { return false }
      let name = names[id] ?? id
      if !patch.shed.contains(name) {
        replacements[line - 1] = []
      } else if name != id, !replace(item, by: name, unit: "") {
        return false
      }
    }
    return true
  }

  private func shedLine(_ head: Int, _ place: Place) -> String {
    let scalars = lines[head - 1].unicodeScalars
    let list = "[" + patch.shed.joined(separator: ", ") + "]"
    return String(String.UnicodeScalarView(scalars.prefix(place.start.column - 1))) + list
      + String(String.UnicodeScalarView(scalars.dropFirst(place.end.column - 1)))
  }

  /// Takes out the line of a clock that is gone, or writes the name that it has now.
  mutating func rewriteClock() -> Bool {
    guard patch.clock != old.clock else { return true }
    guard let entry = root.entries.first(where: { $0.key == "clock" }),
      entry.value.place.end.line == entry.keyPlace.start.line
    else { return false }
    if let clock = patch.clock { return replace(entry.value, by: clock, unit: "") }
    replacements[entry.keyPlace.start.line - 1] = []
    return true
  }
}
