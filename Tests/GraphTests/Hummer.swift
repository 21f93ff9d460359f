import Graph

/// Starts a note in every cycle and never ends it, and keeps the processor busy meanwhile.
struct Hummer: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "hummer", family: "test", doc: "Starts notes and keeps the processor busy.",
    outputs: [.midi("out", "The notes.")],
    parameters: [
      ParameterDeclaration.number(
        "time", 0...100_000, default: 0, unit: "µs", smoothing: .none, "How long in each cycle.")
    ])

  private let time: ParameterReader
  private let clock: TickClock
  private var key: UInt8 = 0

  init(_ context: NodeContext) throws(NodeError) {
    time = context.reader("time")
    clock = context.environment.clock ?? .shared
  }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    key = (key + 1) % 128
    cycle.midiOutput(0).append(MIDIEvent(noteOn: key, velocity: 100, channel: 0, offset: 0))
    clock.spend(Int(time.value * 1000))
  }
}
