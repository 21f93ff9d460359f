import Graph

/// Nodes by number, and the wires between them.
struct ReferenceGraph: Equatable {
  struct Wire: Hashable {
    let source: Int
    let output: Int
    let destination: Int
    let input: Int
    let isFeedback: Bool
  }

  var nodes: [Int] = []
  var wires: [Wire] = []

  /// The frames at which nodes that ring out have to end.
  var ends: [Int: Int] = [:]

  static func == (first: Self, second: Self) -> Bool {
    first.nodes == second.nodes && first.wires == second.wires
  }

  /// Whether wires without feedback lead round in a circle: whether taking away, again and again,
  /// what nothing feeds leaves anything over.
  var hasLoop: Bool {
    var left = Set(nodes)
    while true {
      let fed = Set(
        wires.filter { !$0.isFeedback && left.contains($0.source) }.map(\.destination))
      let free = left.subtracting(fed)
      if free.isEmpty { return !left.isEmpty }
      left.subtract(free)
    }
  }

  /// The graph without the nodes that ring no longer at `frame`.
  func silenced(_ frame: Int) -> ReferenceGraph {
    let gone = Set(ends.filter { $0.value <= frame }.keys)
    return ReferenceGraph(
      nodes: nodes.filter { !gone.contains($0) },
      wires: wires.filter { !gone.contains($0.source) && !gone.contains($0.destination) },
      ends: ends.filter { !gone.contains($0.key) })
  }

  /// The graph with what rings out of `before`; `tails` has a length for what leaves now and rings.
  func ringing(_ before: ReferenceGraph, _ frame: Int, tails: [Int: Int], sinks: Set<Int>)
    -> ReferenceGraph
  {
    let leaving = before.nodes.filter { !nodes.contains($0) }
    var ends: [Int: Int] = [:]
    for node in leaving {
      if let end = before.ends[node] {
        ends[node] = end
      } else if let tail = tails[node] {
        ends[node] = frame + tail
      }
    }
    let inner = before.wires.filter {
      leaving.contains($0.source) && leaving.contains($0.destination)
    }
    for _ in leaving {
      for wire in inner {
        guard let end = ends[wire.source] else { continue }
        ends[wire.destination] = max(end, ends[wire.destination] ?? end)
      }
    }
    var heard = sinks.intersection(leaving)
    for wire in before.wires where leaving.contains(wire.source) && nodes.contains(wire.destination)
    {
      heard.insert(wire.source)
    }
    for _ in leaving {
      for wire in inner where heard.contains(wire.destination) { heard.insert(wire.source) }
    }
    ends = ends.filter { heard.contains($0.key) && $0.value > frame }
    let kept = before.wires.filter {
      ends[$0.source] != nil && (ends[$0.destination] != nil || nodes.contains($0.destination))
    }
    return ReferenceGraph(
      nodes: nodes + leaving.filter { ends[$0] != nil }, wires: wires + kept, ends: ends)
  }
}
