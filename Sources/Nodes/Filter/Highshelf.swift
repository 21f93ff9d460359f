package import Graph

/// Makes what lies above a frequency louder or softer.
package struct Highshelf: Node, ~Copyable {
  package static let declaration = NodeDeclaration.filter(
    "highshelf", .highshelf, "Makes what lies above a frequency louder or softer.",
    frequency: "The middle of the slope.", initial: 4000,
    q: "Steepness of the slope; 0.71 is as steep as it gets without a bump.")

  private var cascade: FilterCascade

  package init(_ context: NodeContext) throws(NodeError) {
    cascade = FilterCascade(.highshelf, context)
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) { cascade.process(cycle) }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Highshelf.self, in: $0)
}
