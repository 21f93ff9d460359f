package import Graph

/// Lets through what lies above a frequency.
package struct Highpass: Node, ~Copyable {
  package static let declaration = NodeDeclaration.filter(
    "highpass", .highpass, "Lets through what lies above a frequency.",
    frequency: "The corner, 3 dB down.", initial: 80,
    q: "Sharpness at the corner; 0.71 is flat.")

  private var cascade: FilterCascade

  package init(_ context: NodeContext) throws(NodeError) {
    cascade = FilterCascade(.highpass, context)
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) { cascade.process(cycle) }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Highpass.self, in: $0)
}
