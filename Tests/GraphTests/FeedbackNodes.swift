import Graph

/// Starts a note at the very end of its first block.
struct Latecomer: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "latecomer", family: "test", doc: "Starts a note at the end of its first block.",
    outputs: [.midi("out", "The note.")])

  private var hasStarted = false

  init(_ context: NodeContext) throws(NodeError) {}

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    guard !hasStarted else { return }
    hasStarted = true
    let offset = Int32(truncatingIfNeeded: cycle.frameCount - 1)
    cycle.midiOutput(0).append(
      MIDIEvent(noteOn: 60, velocity: 100, channel: 0, offset: offset))
  }
}

/// Sends on the beats that it hears.
struct BeatEcho: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "beat_echo", family: "test", doc: "Sends on the beats that it hears.",
    inputs: [.event(.beat, "Any beats.")], outputs: [.event(.beat, "The same.")])

  init(_ context: NodeContext) throws(NodeError) {}

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    let heard = cycle.eventInput(0)
    for index in 0..<heard.count { cycle.eventOutput(0).append(heard[index]) }
  }
}
