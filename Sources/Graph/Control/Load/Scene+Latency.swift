extension Scene {
  /// By how many frames the sound that a node gives is late, by the node's number.
  struct Lateness {
    /// At the node's inputs, once all have waited for the latest.
    fileprivate(set) var arrivals: [UInt32: Int] = [:]

    /// At its outputs.
    fileprivate(set) var departures: [UInt32: Int] = [:]
  }

  /// What the nodes of the scene say of themselves.
  var latencies: [Int] { nodes.map(\.latency.frames) }

  /// How late each node's sound is; nothing where no node is late.
  var lateness: Lateness {
    var lateness = Lateness()
    guard nodes.contains(where: { $0.latency.frames > 0 }) else { return lateness }
    var positions: [UInt32: Int] = [:]
    for (index, node) in nodes.enumerated() { positions[node.number] = index }
    let edges = sounding.compactMap { link -> Topology.Edge? in
      guard let source = positions[link.source], let destination = positions[link.destination]
      else { return nil }
      return Topology.Edge(
        source: source, output: link.output, destination: destination, input: link.input)
    }
    let vertices = nodes.map { Topology.Vertex($0, isLeaving: false) }
    guard let order = try? Topology(vertices: vertices, edges: edges).ordered() else {
      return lateness
    }
    var sources = [[Int]](repeating: [], count: nodes.count)
    for edge in edges { sources[edge.destination].append(edge.source) }
    for index in order {
      let node = nodes[index]
      let arrival = sources[index].map { lateness.departures[nodes[$0].number] ?? 0 }.max() ?? 0
      lateness.arrivals[node.number] = arrival
      lateness.departures[node.number] = arrival + node.latency.frames
    }
    return lateness
  }

  /// The wires that carry sound in the cycle it is made in.
  private var sounding: [Link] {
    let outputs = Dictionary(
      nodes.map { ($0.number, $0.declaration.outputs) }, uniquingKeysWith: { first, _ in first })
    return links.filter { !$0.isFeedback && outputs[$0.source]?[$0.output].type == .audio }
  }

  /// The scene with what is early held back where it meets what is late; `delay` makes what holds a
  /// wire back by a number of frames.
  func aligned(_ delay: (Link, Int) -> NodeInstance?) -> Scene {
    let lateness = lateness
    guard !lateness.departures.isEmpty else { return self }
    var (nodes, links) = (nodes, links)
    for link in sounding {
      let frames =
        (lateness.arrivals[link.destination] ?? 0) - (lateness.departures[link.source] ?? 0)
      guard frames > 0, let line = delay(link, frames),
        let place = links.firstIndex(of: link)
      else { continue }
      nodes.append(line)
      links[place] = Link(
        source: line.number, output: 0, destination: link.destination, input: link.input,
        isFeedback: false)
      links.append(
        Link(
          source: link.source, output: link.output, destination: line.number, input: 0,
          isFeedback: false))
    }
    return Scene(
      nodes: nodes, links: links, deadlines: deadlines, clock: clock, shed: shed, budget: budget)
  }
}
