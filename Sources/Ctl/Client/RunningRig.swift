import YAML

/// The nodes that play and the wires between them, as `/patch/graph` tells them.
struct RunningRig {
  struct Node {
    let id: String
    let kind: String
    let inputs: [String]
    let outputs: [String]
  }

  /// A wire from one port to another, each as `node.port`.
  struct Wire {
    let source: String
    let destination: String
    let isFeedback: Bool

    var text: String { source + " -> " + destination + (isFeedback ? " feedback" : "") }
  }

  /// The columns that ids get at most.
  private static let widest = 40

  let nodes: [Node]
  let wires: [Wire]

  /// Reads the JSON of `/patch/graph`, all of which YAML can be, too; `nil` where it is none.
  init?(_ json: String) {
    guard let root = try? YAMLDocument.parse(json, name: "graph") else { return nil }
    nodes = root["nodes"].items.map { node in
      Node(
        id: node["id"].text, kind: node["kind"].text,
        inputs: node["inputs"].items.map { $0["name"].text },
        outputs: node["outputs"].items.map { $0["name"].text })
    }
    wires = root["wires"].items.map { wire in
      Wire(
        source: wire["from"].items.map(\.text).joined(separator: "."),
        destination: wire["to"].items.map(\.text).joined(separator: "."),
        isFeedback: wire["feedback"].text == "true")
    }
  }

  /// The nodes, a line each, then the wires as a patch file writes them.
  var text: String {
    // One id of absurd length is not to push all kinds aside.
    let width = min(Self.widest, nodes.map(\.id.count).max() ?? 0)
    let nodes = nodes.map { padded($0.id, width + 2) + $0.kind + "\n" }
    return nodes.joined() + (wires.isEmpty ? "" : "\n")
      + wires.map { $0.text + "\n" }.joined()
  }
}

extension YAMLValue? {
  fileprivate subscript(key: String) -> YAMLValue? {
    guard case .mapping(let mapping) = self?.content else { return nil }
    return mapping[key]
  }

  fileprivate var items: [YAMLValue?] {
    guard case .sequence(let values) = self?.content else { return [] }
    return values
  }

  fileprivate var text: String {
    guard case .scalar(let text) = self?.content else { return "" }
    return text
  }
}

extension YAMLValue {
  fileprivate subscript(key: String) -> YAMLValue? { Optional(self)[key] }
}
