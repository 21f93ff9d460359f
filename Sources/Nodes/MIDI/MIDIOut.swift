package import Graph

/// Sends MIDI out to the world outside.
package struct MIDIOut: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "midi_out", family: "midi", doc: "Sends MIDI out to the world outside, on one port.",
    inputs: [.midi("in", "Goes out on the channels it came on.")]
      + (1...16).map { .midi("ch\($0)", "Goes out on channel \($0).") },
    settings: [.connect],
    externals: [ExternalPortDeclaration(.output, .midi)])

  package init(_ context: NodeContext) throws(NodeError) {}

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    for port in 0...16 {
      let lane = cycle.midiInput(port)
      for index in 0..<lane.count {
        var event = lane[index]
        if port > 0, !event.isSystem { event.status = event.status & 0xF0 | UInt8(port - 1) }
        cycle.send(event, toExternal: 0)
      }
    }
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(MIDIOut.self, in: $0)
}
