import Graph

/// Somebody else's code: doubles its input, and takes its time.
struct ForeignBurner: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "foreign_burner", family: "Plugin", doc: "Doubles its input and takes its time.",
    inputs: [.audio("in", "Any signal.")],
    outputs: [.audio("left", "The input, doubled."), .audio("right", "The same.")],
    parameters: [
      ParameterDeclaration.number(
        "time", 0...100_000, default: 0, unit: "µs", smoothing: .none, "How long in each cycle."),
      .integer("after", 0...1000, default: 0, "In how many cycles it takes no time at first."),
    ])

  private let time: ParameterReader
  private let patience: ParameterReader
  private let clock: TickClock
  private var cycles = 0

  init(_ context: NodeContext) throws(NodeError) {
    time = context.reader("time")
    patience = context.reader("after")
    clock = context.environment.clock ?? .shared
  }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    let input = cycle.input(0)
    var left = cycle.output(0)
    for frame in left.indices { left[frame] = 2 * input[frame] }
    var right = cycle.output(1)
    for frame in right.indices { right[frame] = 2 * input[frame] }
    cycles += 1
    if cycles > patience.index { clock.spend(Int(time.value * 1000)) }
  }
}
