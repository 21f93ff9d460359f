package import Graph

/// Brings sound in from the world outside.
package struct Capture: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "capture", family: "capture",
    doc: "Brings one channel of sound in from the world outside.",
    outputs: [.audio("out", "What comes in.")],
    settings: [.connect],
    externals: [ExternalPortDeclaration(.input, .audio)])

  package init(_ context: NodeContext) throws(NodeError) {}

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    let source = cycle.external(0)
    var output = cycle.output(0)
    for frame in output.indices { output[frame] = source[frame] }
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Capture.self, in: $0)
}
