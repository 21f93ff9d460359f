/// Why a patch cannot become a graph.
package enum GraphError: Error, Hashable, Sendable {
  case unknownKind(node: String, kind: String)
  case duplicateNode(String)
  case unknownNode(wire: Int, node: String)
  case unknownPort(wire: Int, node: String, port: String)
  /// The wire's two ends carry different things.
  case typeMismatch(wire: Int, source: PortType, destination: PortType)
  /// The nodes of a loop in the order of its wires, the first one repeated at the end.
  case loop([String])
  case node(id: String, subject: String?, message: String)
  case unknownClock(String)
  case unknownShed(String)
  case cannotShed(String, ShedObstacle)

  /// More than the audio thread has time for, as far as is known; in microseconds a cycle.
  case overBudget(microseconds: Int, allowed: Int, costliest: [Expense])

  /// What a node is expected to cost.
  package struct Expense: Hashable, Sendable {
    package let node: String
    package let microseconds: Int
  }

  /// One sentence that tells what to write instead.
  package var message: String {
    switch self {
    case .unknownKind(let node, let kind): "node '\(node)' is of the unknown kind '\(kind)'"
    case .duplicateNode(let id): "two nodes are named '\(id)'"
    case .unknownNode(_, let node): "no node is named '\(node)'"
    case .unknownPort(_, let node, let port): "node '\(node)' has no port '\(port)'"
    case .typeMismatch(_, let source, let destination):
      "a wire cannot go from a port of type \(source.name) to one of type \(destination.name)"
    case .loop(let nodes):
      "these wires form a loop: \(wayText(nodes)); "
        + "end one of them with 'feedback' to delay it by a block"
    case .node(let id, _, let message): "node '\(id)': \(message)"
    case .unknownShed(let id): "no node is named '\(id)', which is to be shed"
    case .cannotShed(let id, let obstacle): "'\(id)' cannot be shed: \(obstacle.reason)"
    case .overBudget(let time, let allowed, let costliest):
      "the patch would take \(time) µs of each cycle, and its budget is \(allowed) µs; the costliest "
        + "are " + costliest.map { "'\($0.node)' (\($0.microseconds) µs)" }.joined(separator: ", ")
        + ": take something out, raise 'budget' or play with longer cycles"
    case .unknownClock(let id): "the clock '\(id)' is not a node with a beat output"
    }
  }
}
