package import Graph

/// Makes what lies around a frequency louder or softer.
package struct Peak: Node, ~Copyable {
  package static let declaration = NodeDeclaration.filter(
    "peak", .peak, "Makes what lies around a frequency louder or softer.",
    frequency: "The centre.", initial: 1000,
    q: "The centre divided by the width of the bell.")

  private var cascade: FilterCascade

  package init(_ context: NodeContext) throws(NodeError) {
    cascade = FilterCascade(.peak, context)
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) { cascade.process(cycle) }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Peak.self, in: $0)
}
