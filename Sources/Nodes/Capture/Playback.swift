package import Graph

/// Sends sound out to the world outside, in stereo.
package struct Playback: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "playback", family: "capture",
    doc: "Sends sound out to the world outside, in stereo.",
    inputs: [
      .audio("in", "Goes to both sides."), .audio("left", "Goes to the left."),
      .audio("right", "Goes to the right."),
    ],
    settings: [.connect],
    externals: [
      ExternalPortDeclaration(.output, .audio, suffix: "_l"),
      ExternalPortDeclaration(.output, .audio, suffix: "_r"),
    ])

  package init(_ context: NodeContext) throws(NodeError) {}

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    if cycle.isConnected(0) {
      cycle.mix(input: 0, toExternal: 0)
      cycle.mix(input: 0, toExternal: 1)
    }
    if cycle.isConnected(1) { cycle.mix(input: 1, toExternal: 0) }
    if cycle.isConnected(2) { cycle.mix(input: 2, toExternal: 1) }
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Playback.self, in: $0)
}
