import OSCControl
import YAML

/// A graph that is only drawn, for the page to look at and to change.
struct StillBoard {
  private typealias Port = (name: String, type: String)

  private static let ports: [String: (inputs: [Port], outputs: [Port])] = [
    "capture": ([], [("out", "audio")]),
    "highpass": ([("in", "audio")], [("out", "audio")]),
    "chord": ([("in", "audio")], [("chord", "chord")]),
    "chroma": ([("in", "audio")], [("chroma", "chroma")]),
    "accompaniment": (
      [("chord", "chord"), ("beat", "beat"), ("onset", "onset"), ("control", "midi")],
      [("bass", "midi"), ("drums", "midi"), ("comping", "midi"), ("pad", "midi")]
    ),
    "midi_out": ([("in", "midi")], []),
    "web_capture": ([], [("out", "audio")]),
  ]

  private(set) var nodes = [
    ("guitar", "capture"), ("clean", "highpass"), ("ear", "chord"), ("band", "accompaniment"),
    ("bass", "midi_out"),
  ]

  /// As a patch writes them.
  private(set) var wires = [
    "guitar.out -> clean.in", "clean.out -> ear.in", "ear.chord -> band.chord",
    "band.bass -> bass.in",
  ]
  private(set) var edits: [[ControlEdit]] = []
  private var earlier: [([(String, String)], [String])] = []
  var saved: [(path: String, replaces: Bool)] = []

  /// Makes all `edits`, or returns why not.
  mutating func edit(_ edits: [ControlEdit]) -> String? {
    var changed = self
    for edit in edits {
      if let problem = changed.make(edit) { return problem }
    }
    changed.edits.append(edits)
    changed.earlier.append((nodes, wires))
    self = changed
    return nil
  }

  mutating func takeBack() -> Bool {
    guard let last = earlier.popLast() else { return false }
    (nodes, wires) = last
    return true
  }

  private mutating func make(_ edit: ControlEdit) -> String? {
    switch edit {
    case .addWire(let wire):
      let types = ends(wire).map(type)
      if wire == "band.bass -> band.control" { return "a loop; end it with 'feedback'" }
      guard let first = types.first, first != nil, types.allSatisfy({ $0 == first }) else {
        return "\(wire): these do not fit"
      }
      wires.append(wire)
    case .removeWire(let wire):
      guard let index = wires.firstIndex(of: wire) else { return "there is no wire '\(wire)'" }
      wires.remove(at: index)
    case .addNode(let id, let kind, _):
      guard !nodes.contains(where: { $0.0 == id }) else { return "'\(id)' is there already" }
      nodes.append((id, kind))
    case .removeNode(let id):
      nodes.removeAll { $0.0 == id }
      wires.removeAll { $0.contains(id + ".") }
    case .renameNode(let id, let name): rename(id, to: name)
    default: return "no"
    }
    return nil
  }

  private mutating func rename(_ id: String, to name: String) {
    nodes = nodes.map { ($0.0 == id ? name : $0.0, $0.1) }
    wires = wires.map { wire in
      wire.split(separator: " ").map { $0.hasPrefix(id + ".") ? name + $0.dropFirst(id.count) : $0 }
        .joined(separator: " ")
    }
  }

  /// The ends of a wire; a node alone stands for its input.
  private func ends(_ wire: String) -> [(node: String, port: String)] {
    wire.split(separator: " ").filter { $0 != "->" && $0 != "feedback" }.map { end in
      let parts = end.split(separator: ".").map(String.init)
      return (parts[0], parts.count > 1 ? parts[1] : "in")
    }
  }

  private func type(_ end: (node: String, port: String)) -> String? {
    let kind = nodes.first { $0.0 == end.node }?.1 ?? ""
    let ports = (Self.ports[kind]?.inputs ?? []) + (Self.ports[kind]?.outputs ?? [])
    return ports.first { $0.name == end.port }?.type
  }

  var json: String {
    let nodes = nodes.map { id, kind -> JSON in
      let ports = Self.ports[kind]
      return [
        "id": .string(id), "kind": .string(kind), "doc": .string("Does what \(kind) does."),
        "inputs": Self.json(ports?.inputs), "outputs": Self.json(ports?.outputs),
        "settings": kind == "accompaniment" ? ["style": "rock"] : [:],
      ]
    }
    let wires = wires.map { wire -> JSON in
      let ends = ends(wire).map { JSON.array([.string($0.node), .string($0.port)]) }
      return ["from": ends[0], "to": ends[1], "feedback": false]
    }
    return JSON.object([("nodes", .array(nodes)), ("wires", .array(wires))]).compact
  }

  private static func json(_ ports: [Port]?) -> JSON {
    .array(
      (ports ?? []).map { ["name": .string($0.name), "type": .string($0.type), "doc": "A port."] })
  }

  static let kinds: String = JSON.array(
    ports.keys.sorted().map { kind -> JSON in
      [
        "kind": .string(kind), "family": "test", "doc": .string("Does what \(kind) does."),
        "settings": [],
      ]
    }
  ).compact
}
