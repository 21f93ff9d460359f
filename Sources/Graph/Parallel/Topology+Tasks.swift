/// A division of a graph's work among threads: serial chains, and which has to wait for which.
struct TaskPlan: Sendable {
  /// The vertices, chain by chain, each chain after all that it waits for.
  private(set) var order: [Int] = []

  /// Where each chain lies in ``order``.
  private(set) var tasks: [Range<Int>] = []

  /// The chains that wait for each chain, and how many each one waits for.
  private(set) var successors: [[Int]] = []
  private(set) var predecessorCounts: [Int] = []

  /// The chain of each vertex.
  private(set) var chains: [Int] = []

  /// Which chains only the audio thread may run.
  private(set) var isReserved: [Bool] = []

  /// Divides `topology`, whose vertices can run in `order`.
  ///
  /// Those of a group in `sharing` write to one place, and so run one after the other. Those in `reserved`
  /// are for the audio thread alone.
  init(_ topology: Topology, order: [Int], sharing: [[Int]], reserved: Set<Int> = []) {
    let waits = Waits(topology, order: order, sharing: sharing)
    chains = [Int](repeating: -1, count: order.count)
    var members: [[Int]] = []
    for vertex in order {
      if let provider = waits.onlyProvider(of: vertex),
        reserved.contains(provider) == reserved.contains(vertex)
      {
        chains[vertex] = chains[provider]
        members[chains[vertex]].append(vertex)
      } else {
        chains[vertex] = members.count
        members.append([vertex])
      }
    }
    for chain in members {
      tasks.append(self.order.count..<(self.order.count + chain.count))
      self.order += chain
    }
    isReserved = members.map { reserved.contains($0[0]) }
    successors = members.map { chain in
      let next = chain.last.map { waits.consumers[$0] } ?? []
      return Set(next.map { chains[$0] }).sorted()
    }
    predecessorCounts = [Int](repeating: 0, count: members.count)
    for chain in successors { for next in chain { predecessorCounts[next] += 1 } }
  }
}

/// Who has to run before whom.
private struct Waits {
  private(set) var providers: [Set<Int>]
  private(set) var consumers: [Set<Int>]

  init(_ topology: Topology, order: [Int], sharing: [[Int]]) {
    let count = topology.vertices.count
    providers = [Set<Int>](repeating: [], count: count)
    consumers = [Set<Int>](repeating: [], count: count)
    var position = [Int](repeating: 0, count: count)
    for (index, vertex) in order.enumerated() { position[vertex] = index }
    for edge in topology.edges where edge.source != edge.destination {
      if !edge.isFeedback {
        add(edge.source, before: edge.destination)
      } else if topology.vertices[edge.source].outputs[edge.output] == .midi {
        // In the first cycle of a change the reader looks up which notes sound, and the source takes note
        // of them: whoever runs first goes on to.
        let isAhead = position[edge.source] < position[edge.destination]
        add(
          isAhead ? edge.source : edge.destination, before: isAhead ? edge.destination : edge.source
        )
      }
    }
    for group in sharing {
      let sorted = group.sorted { position[$0] < position[$1] }
      for (earlier, later) in zip(sorted, sorted.dropFirst()) { add(earlier, before: later) }
    }
  }

  private mutating func add(_ earlier: Int, before later: Int) {
    providers[later].insert(earlier)
    consumers[earlier].insert(later)
  }

  /// The one vertex that `vertex` waits for, if nobody else waits for that.
  func onlyProvider(of vertex: Int) -> Int? {
    guard providers[vertex].count == 1, let provider = providers[vertex].first,
      consumers[provider].count == 1
    else { return nil }
    return provider
  }
}
