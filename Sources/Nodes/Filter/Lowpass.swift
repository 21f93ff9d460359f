package import Graph

/// Lets through what lies below a frequency.
package struct Lowpass: Node, ~Copyable {
  package static let declaration = NodeDeclaration.filter(
    "lowpass", .lowpass, "Lets through what lies below a frequency.",
    frequency: "The corner, 3 dB down.", initial: 8000,
    q: "Sharpness at the corner; 0.71 is flat.")

  private var cascade: FilterCascade

  package init(_ context: NodeContext) throws(NodeError) {
    cascade = FilterCascade(.lowpass, context)
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) { cascade.process(cycle) }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Lowpass.self, in: $0)
}
