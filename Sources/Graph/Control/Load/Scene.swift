/// What the audio thread runs: the nodes of a patch, what still rings out, and the wires between them.
struct Scene {
  /// A wire between two instances, whatever their nodes are called.
  struct Link: Hashable {
    let source: UInt32
    let output: Int
    let destination: UInt32
    let input: Int
    let isFeedback: Bool
  }

  /// The nodes of the patch in its order, then those that ring out.
  let nodes: [NodeInstance]
  let links: [Link]

  /// The frames at which those that ring out have to end, by number.
  let deadlines: [UInt32: Int64]

  /// The instance whose beats drive musical time; `nil` for the internal clock.
  let clock: NodeInstance?

  /// The ids of nodes to leave out when a cycle would take more than a share of its period, in that
  /// order; and that share.
  var shed: [String] = []
  var budget = 1.0

  static var empty: Scene { Scene(nodes: [], links: [], deadlines: [:], clock: nil) }

  /// The numbers of all nodes.
  var numbers: Set<UInt32> { Set(nodes.map(\.number)) }

  /// Whether `other` is the same to the audio thread.
  func runs(like other: Scene) -> Bool {
    clock === other.clock && shed == other.shed && budget == other.budget && links == other.links
      && nodes.count == other.nodes.count
      && zip(nodes, other.nodes).allSatisfy { $0 === $1 }
  }

  /// When the next of those that ring out has to end.
  var nextDeadline: Int64? { deadlines.values.min() }

  /// The scene without what has rung out by `frame`.
  func silenced(by frame: Int64) -> Scene {
    let gone = Set(deadlines.filter { $0.value <= frame }.keys)
    return Scene(
      nodes: nodes.filter { !gone.contains($0.number) },
      links: links.filter { !gone.contains($0.source) && !gone.contains($0.destination) },
      deadlines: deadlines.filter { !gone.contains($0.key) }, clock: clock, shed: shed,
      budget: budget)
  }
}

extension Scene {
  /// The scene of a patch whose `topology` has been resolved, without anything that rings out.
  init(_ patch: Patch, _ made: [NodeInstance], _ topology: Topology, clock: NodeInstance?) {
    let links = topology.edges.map { edge in
      Link(
        source: made[edge.source].number, output: edge.output,
        destination: made[edge.destination].number, input: edge.input,
        isFeedback: edge.isFeedback)
    }
    self.init(
      nodes: made, links: links, deadlines: [:], clock: clock, shed: patch.shed,
      budget: patch.budget)
  }
}

extension Topology.Vertex {
  /// The vertex of `instance`, which `isLeaving` if the patch has none of that id, or another.
  init(_ instance: NodeInstance, isLeaving: Bool) {
    self.init(
      id: (isLeaving ? "-" : "") + instance.id, inputs: instance.declaration.inputs.map(\.type),
      outputs: instance.declaration.outputs.map(\.type))
  }
}
