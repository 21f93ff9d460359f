/// Why a node cannot be left out when time runs short.
package enum ShedObstacle: Hashable, Sendable {
  /// It is where sound or notes leave the engine.
  case isOutlet

  /// Its sound is heard: the ids on the way out, from the node itself on.
  case isHeard([String])

  /// Messages arrive at it, among them the ends of notes.
  case takesNotes

  /// The rest of the sentence "'id' cannot be shed: ".
  package var reason: String {
    switch self {
    case .isOutlet: "the band leaves the engine there"
    case .isHeard(let path): "its sound is heard (\(wayText(path)))"
    case .takesNotes: "it would miss the ends of notes that arrive at it"
    }
  }
}

extension Patch {
  /// What keeps the node `id` from being left out, `nil` where nothing does; `declarations` are those
  /// of the patch's nodes, by id, and `paths` the ways that its sound takes.
  package func shedObstacle(
    of id: String, _ declarations: [String: NodeDeclaration], _ paths: SoundPaths
  ) -> ShedObstacle? {
    guard let declaration = declarations[id] else { return nil }
    if declaration.isOutlet { return .isOutlet }
    if declaration.inputs.contains(where: { $0.type == .midi }) { return .takesNotes }
    return paths.path(from: id).map { .isHeard($0) }
  }
}

extension NodeDeclaration {
  /// Whether sound or notes leave the engine here.
  var isOutlet: Bool { externals.contains { $0.direction == .output } }

  /// Whether the code is not ours, so that nobody knows how long it takes.
  var isForeign: Bool { family.lowercased() == "plugin" }
}
