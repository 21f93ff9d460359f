import Graph
import YAML

/// Loops of wires, each of which needs one that goes back.
extension PatchReader {
  /// Reports every loop that no feedback wire breaks, at the wire that closes it.
  mutating func refuseLoops() {
    var rest = patch
    var wirePlaces = places.wires
    while !diagnostics.isFull, let loop = loop(in: rest) {
      let hops = Array(zip(loop, loop.dropFirst()))
      let closing = rest.wires.lastIndex { wire in
        !wire.isFeedback && hops.contains { $0 == (wire.source.node, wire.destination.node) }
      }
      guard let closing else { return }
      diagnostics.report(
        "the wires form a loop: " + wayText(loop), at: wirePlaces[closing],
        hint: "end one of them with 'feedback' to delay it by a block")
      rest.wires.remove(at: closing)
      wirePlaces.remove(at: closing)
    }
  }

  private func loop(in patch: Patch) -> [String]? {
    guard let topology = try? Topology(patch, kinds: kinds) else { return nil }
    do throws(GraphError) {
      _ = try Plan(topology)
      return nil
    } catch {
      guard case .loop(let ids) = error else { return nil }
      return ids
    }
  }
}
