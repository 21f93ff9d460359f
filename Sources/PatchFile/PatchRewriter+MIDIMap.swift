import Graph
import YAML

extension PatchRewriter {
  /// Takes out the bindings that are gone, and adds what is new.
  mutating func rewriteMIDIMap() -> Bool {
    guard patch.midiMap != old.midiMap else { return true }
    guard let entry = root.entries.first(where: { $0.key == "midi_map" }) else {
      edits.add(["midi_map:"] + patch.midiMap.map { "  - \($0)" }, below: edits.end)
      return true
    }
    guard case .sequence(let items) = entry.value.content, let first = items.first else {
      return false
    }
    let head = entry.keyPlace.start.line
    if patch.midiMap.isEmpty { edits.remove(head...head) }
    for item in items {
      let line = item.place.start.line
      guard case .scalar(let text) = item.content, let binding = try? MIDIBinding(text),
        edits.beginsItem(line)
      else { return false }
      if !patch.midiMap.contains(binding) { edits.remove(line...line) }
    }
    let indent = edits.indent(first.place.start.line)
    let missing = patch.midiMap.filter { !old.midiMap.contains($0) }
    let last = items.last?.place.start.line ?? head
    edits.add(missing.map { "\(indent)- \($0)" }, below: last)
    return true
  }
}
