/// The shortest way that the sound of each node of a patch takes out of the engine, all found in one walk.
package struct SoundPaths {
  /// The node after each one on its way; none for those that are not heard, and for those where it ends.
  private var next: [String: String] = [:]

  /// Follows the wires of `patch` back from where they leave; `declarations` are those of its nodes, by id.
  package init(_ patch: Patch, _ declarations: [String: NodeDeclaration]) {
    var sources: [String: [String]] = [:]
    for wire in patch.wires {
      let end = declarations[wire.destination.node]
      let isSound =
        end?.inputs.contains { $0.name == wire.destination.port && $0.type == .audio } ?? false
      if isSound { sources[wire.destination.node, default: []].append(wire.source.node) }
    }
    var reached = patch.nodes.map(\.id).filter { declarations[$0]?.isOutlet == true }
    var seen = Set(reached)
    var place = 0
    while place < reached.count {
      for source in sources[reached[place]] ?? [] where seen.insert(source).inserted {
        next[source] = reached[place]
        reached.append(source)
      }
      place += 1
    }
  }

  /// The ids on the way out, from `id` itself on; `nil` where there is none.
  func path(from id: String) -> [String]? {
    guard next[id] != nil else { return nil }
    var path = [id]
    while let following = path.last.flatMap({ next[$0] }) { path.append(following) }
    return path
  }
}
