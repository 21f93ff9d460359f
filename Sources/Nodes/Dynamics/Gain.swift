private import CRealtime
package import Graph

/// Makes sound louder or softer.
package struct Gain: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "gain", family: "dynamics", doc: "Makes sound louder or softer.",
    inputs: [.audio("in", "Any signal.")],
    outputs: [.audio("out", "The signal, scaled.")],
    parameters: [.number("gain", -90...24, default: 0, unit: "dB", "How much louder.")])

  private var level: Glide

  package init(_ context: NodeContext) throws(NodeError) { level = context.glide("gain") }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    level.begin()
    let input = cycle.input(0)
    var output = cycle.output(0)
    if level.isSettled {
      let factor = decibels(level.value)
      for frame in output.indices { output[frame] = input[frame] * factor }
    } else {
      for frame in output.indices { output[frame] = input[frame] * decibels(level.next()) }
    }
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Gain.self, in: $0)
}
