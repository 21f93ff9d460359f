package import Graph

/// Sends MIDI out to the world outside.
package struct MIDIOut: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "midi_out", family: "midi", doc: "Sends MIDI out to the world outside, on one port.",
    inputs: [.midi("in", "Goes out on the channels it came on.")]
      + (1...16).map { .midi("ch\($0)", "Goes out on channel \($0).") },
    parameters: ChannelPrograms.parameters,
    settings: [.connect],
    externals: [ExternalPortDeclaration(.output, .midi)])

  private let programs: ChannelPrograms

  package init(_ context: NodeContext) throws(NodeError) { programs = ChannelPrograms(context) }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    sendPrograms(cycle)
    for port in 0...16 {
      let lane = cycle.midiInput(port)
      for index in 0..<lane.count {
        var event = lane[index]
        if port > 0, !event.isSystem { event.status = event.status & 0xF0 | UInt8(port - 1) }
        cycle.send(event, toExternal: 0)
      }
    }
  }

  /// Sends what was chosen when the patch starts, when it changes, and once more where somebody comes to listen, or the
  /// band is asked to begin: a synthesizer may have been switched on since.
  @_noLocks
  private func sendPrograms(_ cycle: borrowing Cycle) {
    let signals = cycle.signals
    if signals.contains(.start) || signals.contains(.listener) { programs.repeatAll() }
    for channel in 0..<16 {
      let program = programs.takeChange(of: channel)
      guard program >= 0 else { continue }
      let status = 0xC0 | UInt8(truncatingIfNeeded: channel)
      cycle.send(
        MIDIEvent(
          offset: 0, status: status, data1: UInt8(truncatingIfNeeded: program), data2: 0),
        toExternal: 0)
    }
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(MIDIOut.self, in: $0)
}
