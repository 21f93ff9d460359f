import Graph

/// A player who does not have to be heard: sends the events an ear would send.
struct Score: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "score", family: "test", doc: "Plays one chord a bar, counted in, for some bars.",
    outputs: [
      .event(.chord, "The chords, 150 ms late."), .event(.beat, "The beats, one ahead."),
      .event(.onset, "A stroke a beat."), .event(.loudness, "How loud that is, once a beat."),
    ],
    parameters: [
      .integer("bars", 0...1000, default: 12, "How many bars are played."),
      .number("loudness", -70...0, default: -22, unit: "LUFS", "How loud."),
    ])

  /// C, A minor, F, G: root and quality.
  private let chords: InlineArray<4, Int8> = [0, 9, 5, 7]
  private let qualities: InlineArray<4, Int8> = [0, 1, 0, 0]
  private let beat: Int64
  private let bars: ParameterReader
  private let loudness: ParameterReader
  private var next = 0

  init(_ context: NodeContext) throws(NodeError) {
    beat = Int64(context.sampleRate / 2)
    bars = context.reader("bars")
    loudness = context.reader("loudness")
  }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    guard next < bars.index * 4, cycle.frame >= Int64(next) * beat else { return }
    announceBeat(cycle)
    strike(cycle)
    if next % 4 == 0 { playChord(cycle) }
    next += 1
  }

  @_noLocks
  private func announceBeat(_ cycle: borrowing Cycle) {
    var event = Event(.beat, time: Int64(next + 1) * beat)
    event.values[0] = Float((next + 1) % 4 + 1)
    event.values[1] = 4
    event.values[2] = 120
    event.values[3] = 1
    event.values[4] = next == 3 ? 1 : 0
    cycle.eventOutput(1).append(event)
  }

  @_noLocks
  private func strike(_ cycle: borrowing Cycle) {
    var event = Event(.onset, time: Int64(next) * beat)
    event.values[0] = 0.8
    cycle.eventOutput(2).append(event)
    var level = Event(.loudness, time: Int64(next) * beat)
    level.values[0] = loudness.value
    cycle.eventOutput(3).append(level)
  }

  @_noLocks
  private func playChord(_ cycle: borrowing Cycle) {
    var event = Event(.chord, time: Int64(next) * beat)
    event.values[0] = Float(chords[next / 4 % 4])
    event.values[1] = Float(qualities[next / 4 % 4])
    event.values[2] = event.values[0]
    event.values[3] = 1
    cycle.eventOutput(0).append(event)
  }
}
