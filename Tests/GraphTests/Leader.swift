import Graph

/// A clock outside, as a node sees one: tells beats of 120 a minute from some frame on, the third first.
struct Leader: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "leader", family: "test", doc: "Tells beats as a sequencer would.",
    outputs: [.event(.beat, "The beats, one ahead.")],
    parameters: [
      .number("tempo", 20...400, default: 120, smoothing: .none, "Beats a minute."),
      .integer("late", 0...48_000, default: 0, "Frames by which all is later than it would be."),
      .toggle("stopped", default: false, "Whether it stops."),
    ])

  private let sampleRate: Double
  private let tempo: ParameterReader
  private let late: ParameterReader
  private let stopped: ParameterReader

  /// When the beat that was told last falls.
  private var next: Double = 4800
  private var number = 3
  private var isRunning = false

  init(_ context: NodeContext) throws(NodeError) {
    sampleRate = context.sampleRate
    tempo = context.reader("tempo")
    late = context.reader("late")
    stopped = context.reader("stopped")
  }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    guard !stopped.isOn else {
      if isRunning { tell(.stopped, cycle) }
      isRunning = false
      return
    }
    if !isRunning {
      next = max(next, Double(cycle.frame) + 4800)
      tell(.begun, cycle)
      isRunning = true
    }
    while next < Double(cycle.frame) + Double(cycle.frameCount) {
      next += 60 / Double(tempo.value) * sampleRate
      number = number % 4 + 1
      tell(.told, cycle)
    }
  }

  @_noLocks
  private func tell(_ word: BeatWord, _ cycle: borrowing Cycle) {
    cycle.eventOutput(0).append(
      Event(
        word, number: number, of: 4, tempo: Double(tempo.value),
        at: Int64(next) + Int64(late.index), isEntry: false))
  }
}
