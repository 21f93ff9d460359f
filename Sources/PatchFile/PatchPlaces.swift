import Graph
import YAML

/// Where the parts of a patch stand in its text.
struct PatchPlaces: Sendable {
  var nodes: [String: Place] = [:]
  /// The values of a node's parameters and settings, by "id.name".
  var values: [String: Place] = [:]
  /// In the order of the patch's wires.
  var wires: [Place] = []
  var clock: Place?
  /// By id.
  var shed: [String: Place] = [:]

  func place(of error: GraphError) -> Place {
    switch error {
    case .unknownKind(let id, _), .duplicateNode(let id): node(id)
    case .unknownNode(let wire, _), .unknownPort(let wire, _, _), .typeMismatch(let wire, _, _):
      wires.indices.contains(wire) ? wires[wire] : Place(.start, .start)
    case .loop(let ids): node(ids.first ?? "")
    case .node(let id, let subject, _): values["\(id).\(subject ?? "")"] ?? node(id)
    case .unknownShed(let id), .cannotShed(let id, _): shed[id] ?? Place(.start, .start)
    case .overBudget: Place(.start, .start)
    case .unknownClock: clock ?? Place(.start, .start)
    }
  }

  private func node(_ id: String) -> Place { nodes[id] ?? Place(.start, .start) }
}
