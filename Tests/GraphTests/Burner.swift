import Graph

/// Passes its input on, and keeps the processor busy meanwhile for as long as it is told.
struct Burner: Node, ~Copyable {
  /// One that rings for eight seconds when it is taken out.
  struct Ringer: Node, ~Copyable {
    static let declaration = NodeDeclaration(
      kind: "ringer", family: "test", doc: "Keeps the processor busy for long.",
      inputs: Burner.declaration.inputs, outputs: Burner.declaration.outputs,
      parameters: Burner.declaration.parameters, tail: 8)

    private var burner: Burner

    init(_ context: NodeContext) throws(NodeError) { burner = try Burner(context) }

    @_noLocks
    mutating func process(_ cycle: borrowing Cycle) { burner.process(cycle) }
  }

  static let declaration = NodeDeclaration(
    kind: "burner", family: "test", doc: "Keeps the processor busy.",
    inputs: [.audio("in", "Any signal.")], outputs: [.audio("out", "The same.")],
    parameters: [
      ParameterDeclaration.number(
        "time", 0...100_000, default: 0, unit: "µs", smoothing: .none, "How long in each cycle.")
    ],
    settings: [.text("flavour", default: "plain", "Changes nothing but the node's identity.")])

  private let time: ParameterReader
  private let clock: TickClock

  init(_ context: NodeContext) throws(NodeError) {
    time = context.reader("time")
    clock = context.environment.clock ?? .shared
  }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    cycle.copy(input: 0, to: 0)
    clock.spend(Int(time.value * 1000))
  }
}
