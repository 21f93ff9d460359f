import Graph

/// White noise from a linear congruential generator (Numerical Recipes, section 7.1).
struct Noise: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "noise", family: "benchmark", doc: "White noise.", outputs: [.audio("out", "The noise.")])

  private var state: UInt32 = 1

  init(_ context: NodeContext) throws(NodeError) {}

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    var output = cycle.output(0)
    for frame in output.indices {
      state = state &* 1_664_525 &+ 1_013_904_223
      output[frame] = Float(Int32(bitPattern: state)) * 0x1p-31
    }
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Noise.self, in: $0)
}
