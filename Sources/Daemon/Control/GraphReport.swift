import Graph
private import PatchFile
import YAML

/// What plays, and what could, for those who draw it.
struct GraphReport {
  private let engine: Engine

  init(_ engine: Engine) { self.engine = engine }

  /// The nodes with their ports and settings, and the wires between them.
  var json: JSON {
    let patch = engine.patch
    return [
      "name": .string(patch.name),
      "nodes": .array(
        patch.nodes.compactMap { node in
          engine.instances[node.id].map { Self.json($0, node) }
        }),
      "wires": .array(patch.wires.map(Self.json)),
      "clock": patch.clock.map(JSON.string) ?? .null,
      "shed": .array(patch.shed.map(JSON.string)),
    ]
  }

  private static func json(_ instance: NodeInstance, _ node: PatchNode) -> JSON {
    let declaration = instance.declaration
    let settings = node.settings.sorted { $0.key < $1.key }.map { name, value in
      (key: name, value: JSON.string(value.list.joined(separator: ", ")))
    }
    return [
      "id": .string(node.id), "kind": .string(node.kind), "doc": .string(declaration.doc),
      "inputs": .array(declaration.inputs.map(\.json)),
      "outputs": .array(declaration.outputs.map(\.json)), "settings": .object(settings),
    ]
  }

  private static func json(_ wire: Wire) -> JSON {
    [
      "from": .array([.string(wire.source.node), .string(wire.source.port)]),
      "to": .array([.string(wire.destination.node), .string(wire.destination.port)]),
      "feedback": .boolean(wire.isFeedback),
    ]
  }
}
