extension Topology {
  /// The vertices, each after all that feed it, otherwise in the order given.
  ///
  /// A depth-first walk toward the providers keeps chains together, so that few buffers are alive at
  /// once. Feedback wires order nothing.
  func ordered() throws(GraphError) -> [Int] {
    enum Mark { case new, open, done }
    var providers = [[Int]](repeating: [], count: vertices.count)
    for edge in edges where !edge.isFeedback { providers[edge.destination].append(edge.source) }
    var marks = [Mark](repeating: .new, count: vertices.count)
    var order: [Int] = []
    var path: [(vertex: Int, next: Int)] = []
    for root in vertices.indices where marks[root] == .new {
      path.append((root, 0))
      marks[root] = .open
      while let (vertex, next) = path.last {
        guard next < providers[vertex].count else {
          marks[vertex] = .done
          order.append(vertex)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let provider = providers[vertex][next]
        switch marks[provider] {
        case .done: continue
        case .new:
          marks[provider] = .open
          path.append((provider, 0))
        case .open:
          throw .loop(loop(through: provider, on: path.map(\.vertex)))
        }
      }
    }
    return order
  }

  /// The ids along the loop that closes at `vertex`, in the direction of the wires.
  private func loop(through vertex: Int, on path: [Int]) -> [String] {
    let start = path.firstIndex(of: vertex) ?? 0
    let members = path[start...].reversed().map { vertices[$0].id }
    return [vertices[vertex].id] + members
  }
}
