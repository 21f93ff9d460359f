package import Graph

/// Tells what is moved on a MIDI controller, so that it can move parameters.
package struct Controller: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "controller", family: "midi",
    doc: "Lets knobs, pedals and pads move parameters and commands, as midi_map says.",
    inputs: [.midi("in", "What the controller sends.")],
    outputs: [.event(.control, "What is moved on it.")])

  /// `control` events' first value.
  private enum Kind {
    static let note: Float = 0
    static let control: Float = 1
    static let program: Float = 2
    static let bend: Float = 3
  }

  package init(_ context: NodeContext) throws(NodeError) {}

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    let lane = cycle.midiInput(0)
    for index in 0..<lane.count {
      let message = lane[index]
      let first = Float(message.data1)
      let second = Float(message.data2)
      switch message.status & 0xF0 {
      case 0x80: tell(Kind.note, message, first, 0, cycle)
      case 0x90: tell(Kind.note, message, first, second, cycle)
      case 0xB0: tell(Kind.control, message, first, second, cycle)
      case 0xC0: tell(Kind.program, message, first, 127, cycle)
      case 0xE0: tell(Kind.bend, message, 0, first + second * 128, cycle)
      default: break
      }
    }
  }

  @_noLocks
  private func tell(
    _ kind: Float, _ message: MIDIEvent, _ number: Float, _ value: Float,
    _ cycle: borrowing Cycle
  ) {
    var event = Event(.control, time: cycle.frame + Int64(message.offset), offset: message.offset)
    event.values[0] = kind
    event.values[1] = Float(message.channel) + 1
    event.values[2] = number
    event.values[3] = value
    cycle.eventOutput(0).append(event)
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Controller.self, in: $0)
}
