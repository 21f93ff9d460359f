import Graph

/// A node that does next to nothing: one sample is copied, as scsynth's cheapest unit does.
struct Idle: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "idle", family: "benchmark", doc: "Copies one sample.",
    inputs: [.audio("in", "Any signal.")], outputs: [.audio("out", "Its first sample.")],
    settings: [.text("flavour", default: "plain", "Changes nothing but the node's identity.")])

  init(_ context: NodeContext) throws(NodeError) {}

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    let input = cycle.input(0)
    var output = cycle.output(0)
    output[0] = input[0]
  }
}
