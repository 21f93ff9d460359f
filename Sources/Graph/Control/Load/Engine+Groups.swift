/// Nodes that analyse the same signal are one group, whose samples are handed over and analysed once.
extension Engine {
  /// What arrives at an input: the outputs that are wired to it.
  private struct Sound: Hashable {
    let wires: Set<Scene.Link>
  }

  /// Groups those nodes of `scene` that hear the same.
  ///
  /// A node stays in its group where it can, so that what was heard before a change of wires is not
  /// forgotten.
  func group(_ scene: Scene) {
    var taken: [ObjectIdentifier: Sound] = [:]
    var groups: [Sound: any AnalysisGroup] = [:]
    for node in scene.nodes {
      for (index, member) in node.analyses.enumerated() {
        let sound = sound(at: member.input, of: node, in: scene)
        let earlier = node.groups[index]
        if groups[sound] == nil {
          let isFree = earlier.map { taken[ObjectIdentifier($0)] == nil } ?? false
          groups[sound] = isFree ? earlier : member.makeGroup()
        }
        guard let group = groups[sound] else { continue }
        taken[ObjectIdentifier(group)] = sound
        guard group !== earlier else { continue }
        if let earlier { dissolved.append(earlier) }
        node.groups[index] = group
        member.link.attach(to: group.source)
      }
    }
    assemble()
  }

  /// Lets every group know its members, and the workers know the groups.
  func assemble() {
    let nodes = living.values.sorted { $0.number < $1.number }
    for group in groups(of: nodes) {
      let members = nodes.flatMap { node in
        zip(node.analyses, node.groups).compactMap { $0.1 === group ? $0.0 : nil }
      }
      group.set(members)
    }
    warnings += workers?.set(jobs) ?? []
  }

  /// The groups that `nodes` are in, each once.
  func groups(of nodes: [NodeInstance]) -> [any AnalysisGroup] {
    var seen: Set<ObjectIdentifier> = []
    return nodes.flatMap(\.groups).compactMap(\.self).filter {
      seen.insert(ObjectIdentifier($0)).inserted
    }
  }

  private func sound(at input: Int, of node: NodeInstance, in scene: Scene) -> Sound {
    let audio = node.declaration.inputs.indices.filter {
      node.declaration.inputs[$0].type == .audio
    }
    let port = audio[input]
    let wires = scene.links.filter { $0.destination == node.number && $0.input == port }
    return Sound(
      wires: Set(
        wires.map {
          Scene.Link(
            source: $0.source, output: $0.output, destination: 0, input: 0,
            isFeedback: $0.isFeedback)
        }))
  }
}
