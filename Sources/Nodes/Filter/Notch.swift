package import Graph

/// Removes what lies around a frequency.
package struct Notch: Node, ~Copyable {
  package static let declaration = NodeDeclaration.filter(
    "notch", .notch, "Removes what lies around a frequency.",
    frequency: "What is removed.", initial: 50,
    q: "The frequency divided by the width of the notch between its 3 dB points.")

  private var cascade: FilterCascade

  package init(_ context: NodeContext) throws(NodeError) {
    cascade = FilterCascade(.notch, context)
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) { cascade.process(cycle) }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Notch.self, in: $0)
}
