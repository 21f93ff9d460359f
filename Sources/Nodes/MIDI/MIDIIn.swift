package import Graph

/// Brings MIDI in from the world outside.
package struct MIDIIn: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "midi_in", family: "midi", doc: "Brings MIDI in from the world outside.",
    outputs: [.midi("out", "What comes in, on the channels it came on.")],
    settings: [.connect, .alsa],
    externals: [ExternalPortDeclaration(.input, .midi)])

  package init(_ context: NodeContext) throws(NodeError) {}

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) { cycle.receive(external: 0, to: 0) }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(MIDIIn.self, in: $0)
}
