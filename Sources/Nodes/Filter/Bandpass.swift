package import Graph

/// Lets through what lies around a frequency.
package struct Bandpass: Node, ~Copyable {
  package static let declaration = NodeDeclaration.filter(
    "bandpass", .bandpass, "Lets through what lies around a frequency.",
    frequency: "The centre, left as loud as it is.", initial: 1000,
    q: "The centre divided by the width of the band between its 3 dB points.")

  private var cascade: FilterCascade

  package init(_ context: NodeContext) throws(NodeError) {
    cascade = FilterCascade(.bandpass, context)
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) { cascade.process(cycle) }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Bandpass.self, in: $0)
}
