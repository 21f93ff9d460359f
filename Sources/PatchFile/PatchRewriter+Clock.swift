import Graph
import YAML

extension PatchRewriter {
  /// Takes out the line of a clock that is gone, or writes the name that it has now.
  mutating func rewriteClock() -> Bool {
    guard patch.clock != old.clock else { return true }
    guard let entry = root.entries.first(where: { $0.key == "clock" }),
      entry.value.place.end.line == entry.keyPlace.start.line
    else { return false }
    let line = entry.keyPlace.start.line
    if let clock = patch.clock {
      edits.replace(entry.value.place, by: clock)
    } else {
      edits.remove(line...line)
    }
    return true
  }
}
