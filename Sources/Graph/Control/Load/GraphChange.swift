/// The way from one scene to the next: both at once, with the wires between them fading.
struct GraphChange {
  /// A graph that runs on the way.
  struct Passage {
    let instances: [NodeInstance]
    let topology: Topology

    /// Whether it goes on by itself, once its fades are over.
    let isFading: Bool
  }

  /// What is to run, one after the other; the last one stays.
  let passages: [Passage]

  init(from old: Scene, to new: Scene) {
    let join = Join(old, new)
    let last = Passage(
      instances: new.nodes, topology: join.topology(new.nodes, new.links), isFading: false)
    let both = join.both
    guard !old.nodes.isEmpty, both.edges.contains(where: { $0.fade != .steady }) else {
      passages = [last]
      return
    }
    if (try? both.ordered()) != nil {
      passages = [Passage(instances: join.all, topology: both, isFading: true), last]
    } else {
      passages = join.inTurn + [last]
    }
  }
}

/// Decides which wires fade.
///
/// A wire fades only where it meets something that goes on: a node of both graphs, or the world
/// outside. Within what comes or goes it is steady, or the two fades would multiply.
private struct Join {
  private let old: Scene
  private let new: Scene
  private let before: Set<Scene.Link>
  private let after: Set<Scene.Link>
  private let oldNumbers: Set<UInt32>
  private let newNumbers: Set<UInt32>

  /// The nodes of the new scene, then those that leave.
  let all: [NodeInstance]

  /// The nodes that send something out of the engine or take something in.
  private let outward: Set<UInt32>

  init(_ old: Scene, _ new: Scene) {
    self.old = old
    self.new = new
    before = Set(old.links)
    after = Set(new.links)
    oldNumbers = old.numbers
    let newNumbers = new.numbers
    self.newNumbers = newNumbers
    all = new.nodes + old.nodes.filter { !newNumbers.contains($0.number) }
    outward = Set(all.filter { !$0.declaration.externals.isEmpty }.map(\.number))
  }

  /// Old and new graph at once.
  var both: Topology {
    topology(all, new.links + old.links.filter { !after.contains($0) })
  }

  /// What goes fades out, then what comes fades in: for graphs that would form a loop together.
  var inTurn: [GraphChange.Passage] {
    [(old.nodes, old.links), (new.nodes, new.links)].compactMap { nodes, links in
      let topology = topology(nodes, links)
      guard topology.edges.contains(where: { $0.fade != .steady }) else { return nil }
      return GraphChange.Passage(instances: nodes, topology: topology, isFading: true)
    }
  }

  func topology(_ nodes: [NodeInstance], _ links: [Scene.Link]) -> Topology {
    var positions: [UInt32: Int] = [:]
    for (index, node) in nodes.enumerated() { positions[node.number] = index }
    let edges = links.compactMap { link -> Topology.Edge? in
      guard let source = positions[link.source], let destination = positions[link.destination]
      else { return nil }
      return Topology.Edge(
        source: source, output: link.output, destination: destination, input: link.input,
        isFeedback: link.isFeedback, fade: fade(link))
    }
    let vertices = nodes.map { node in
      let isLeaving = !newNumbers.contains(node.number) || new.deadlines[node.number] != nil
      return Topology.Vertex(node, isLeaving: isLeaving)
    }
    return Topology(vertices: vertices, edges: edges)
  }

  private func fade(_ link: Scene.Link) -> Topology.Fade {
    let destination = link.destination
    let meetsOutside = outward.contains(destination)
    if !after.contains(link) {
      return newNumbers.contains(destination) || meetsOutside ? .falling : .steady
    }
    guard !before.contains(link) else { return .steady }
    return oldNumbers.contains(destination) || meetsOutside ? .rising : .steady
  }
}
