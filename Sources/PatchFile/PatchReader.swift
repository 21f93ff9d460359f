import Graph
import YAML

/// Reads a patch from YAML values, and goes on after an error to find them all.
struct PatchReader {
  private static let keys = [
    "version", "name", "summary", "tempo", "metre", "clock", "nodes", "wires", "shed", "budget",
    "midi_map",
  ]

  let kinds: NodeKinds
  var diagnostics: Diagnostics
  var patch = Patch()
  var places = PatchPlaces()
  /// The line each id stands in, also of nodes that are otherwise wrong.
  var lines: [String: Int] = [:]
  /// The declarations of the patch's nodes, by id.
  var declarations: [String: NodeDeclaration] = [:]

  init(kinds: NodeKinds, diagnostics: Diagnostics) {
    self.kinds = kinds
    self.diagnostics = diagnostics
  }

  mutating func read(_ root: YAMLValue) {
    guard let mapping = diagnostics.mapping(root, "the patch", keys: Self.keys) else { return }
    readVersion(mapping)
    readHead(mapping)
    if let nodes = mapping["nodes"] {
      readNodes(nodes)
    } else {
      diagnostics.report(
        "the patch has no nodes", at: diagnostics.headPlace(of: mapping),
        hint: "list them below 'nodes:', each as '- id: guitar' with its 'kind:'")
    }
    if let wires = mapping["wires"] { readWires(wires) }
    if let clock = mapping["clock"] { readClock(clock) }
    if let shed = mapping["shed"] { readShed(shed) }
    if let map = mapping["midi_map"] { readMIDIMap(map) }
    refuseLoops()
  }

  private mutating func readVersion(_ mapping: YAMLMapping) {
    guard let value = mapping["version"] else {
      diagnostics.report(
        "the patch lacks its version", at: diagnostics.headPlace(of: mapping),
        hint: "begin it with 'version: 1'")
      return
    }
    if case .scalar("1") = value.content { return }
    diagnostics.report(
      "version must be 1, the only one there is, not \(value.kind)", at: value.place)
  }

  private mutating func readHead(_ mapping: YAMLMapping) {
    if let value = mapping["name"] { patch.name = diagnostics.text(value, "name") ?? "" }
    if let value = mapping["summary"] { patch.summary = diagnostics.text(value, "summary") ?? "" }
    if let value = mapping["tempo"],
      let tempo = diagnostics.number(value, "tempo", in: 20...400, unit: "bpm")
    {
      patch.tempo = tempo
    }
    if let value = mapping["metre"] { readMetre(value) }
    if let value = mapping["budget"],
      let budget = diagnostics.number(value, "budget", in: 10...100, unit: "%")
    {
      patch.budget = budget / 100
    }
  }

  private mutating func readMetre(_ value: YAMLValue) {
    if case .scalar(let text) = value.content {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
      if parts.count == 2, 1...16 ~= parts[0], [2, 4, 8, 16].contains(parts[1]) {
        (patch.beatsPerBar, patch.beatUnit) = (parts[0], parts[1])
        return
      }
    }
    diagnostics.report(
      "metre must be beats and their unit, such as 4/4 or 6/8, not \(value.kind)", at: value.place,
      hint: "1 to 16 beats of 2, 4, 8 or 16")
  }

  private mutating func readClock(_ value: YAMLValue) {
    guard let id = diagnostics.text(value, "clock") else { return }
    guard id != "internal" else {
      patch.clock = id
      return
    }
    guard isKnown(id, at: value.place, besides: ["internal"]) else { return }
    guard let declaration = declarations[id] else { return }
    guard declaration.outputs.contains(where: { $0.type == .event(.beat) }) else {
      let clocks = patch.nodes.map(\.id).filter { id in
        declarations[id]?.outputs.contains { $0.type == .event(.beat) } == true
      }
      diagnostics.report(
        "the clock \(quoted(id)) finds no beats: \(declaration.kind) has no beat output",
        at: value.place, hint: "write \(alternatives(clocks.map(quoted) + ["'internal'"]))")
      return
    }
    patch.clock = id
    places.clock = value.place
  }

  private mutating func readShed(_ value: YAMLValue) {
    var seen: Set<String> = []
    let paths = SoundPaths(patch, declarations)
    for item in diagnostics.list(value, "shed") where !diagnostics.isFull {
      guard let id = diagnostics.text(item, "each item of shed"), isKnown(id, at: item.place)
      else { continue }
      if !seen.insert(id).inserted {
        diagnostics.report("\(quoted(id)) is in shed already", at: item.place)
      } else if let obstacle = patch.shedObstacle(of: id, declarations, paths) {
        diagnostics.report(
          "\(quoted(id)) cannot be shed: \(obstacle.reason)", at: item.place,
          hint: "list nodes whose sound nobody hears, such as chord, beat or meter")
      } else {
        patch.shed.append(id)
        places.shed[id] = item.place
      }
    }
  }

  /// Whether a node is named `id`; reports it where none is.
  mutating func isKnown(_ id: String, at place: Place, besides others: [String] = []) -> Bool {
    if lines[id] != nil { return true }
    guard !diagnostics.isFull else { return false }
    diagnostics.report(
      "no node is named \(quoted(id))", at: place,
      hint: didYouMean(id, lines.keys.sorted() + others))
    return false
  }
}
