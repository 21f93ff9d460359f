import Graph

/// Sends numbers that never repeat.
struct Noise: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "noise", family: "test", doc: "Sends numbers that never repeat.",
    outputs: [.audio("out", "The numbers.")],
    parameters: [.number("level", 0...1, default: 1, smoothing: .none, "How loud.")],
    settings: [.text("flavour", default: "plain", "Changes nothing but the node's identity.")])

  private let level: ParameterReader
  private var state: UInt32

  init(_ context: NodeContext) throws(NodeError) {
    level = context.reader("level")
    state = ReferenceNode.seed(context.id)
  }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    var output = cycle.output(0)
    let factor = level.value
    for frame in output.indices {
      state = state &* 1_664_525 &+ 1_013_904_223
      output[frame] = (Float(state >> 8) / 16_777_216 - 0.5) * factor
    }
  }
}

/// Smooths the difference of two signals.
struct Leak: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "leak", family: "test", doc: "Smooths the difference of two signals.",
    inputs: [.audio("a", "Any signal."), .audio("b", "Another.")],
    outputs: [.audio("out", "The difference."), .audio("low", "Half of it, with the first.")],
    parameters: [.number("gain", 0...2, default: 1, smoothing: .none, "How much of the first.")],
    settings: [.text("flavour", default: "plain", "Changes nothing but the node's identity.")])

  private let gain: ParameterReader
  private var state: Float = 0

  init(_ context: NodeContext) throws(NodeError) { gain = context.reader("gain") }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    let a = cycle.input(0)
    let b = cycle.input(1)
    var output = cycle.output(0)
    var low = cycle.output(1)
    let factor = gain.value
    for frame in output.indices {
      state = max(-4, min(4, state * 0.5 + a[frame] * factor - b[frame] * 0.25))
      output[frame] = state
      low[frame] = state * 0.5 + a[frame]
    }
  }
}

/// Repeats what arrives, ever more quietly.
struct Echo: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "echo", family: "test", doc: "Repeats what arrives, ever more quietly.",
    inputs: [.audio("in", "Any signal.")], outputs: [.audio("out", "Its echoes.")],
    settings: [.text("flavour", default: "plain", "Changes nothing but the node's identity.")],
    tail: 0.02)

  static let length = 40

  private let line: UnsafeMutablePointer<Float>
  private var position = 0

  init(_ context: NodeContext) throws(NodeError) {
    line = .allocate(capacity: Self.length)
    line.initialize(repeating: 0, count: Self.length)
  }

  deinit { line.deallocate() }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    let input = cycle.input(0)
    var output = cycle.output(0)
    for frame in output.indices {
      let delayed = line[position]
      line[position] = max(-4, min(4, input[frame] + delayed * 0.5))
      position = (position + 1) % 40
      output[frame] = delayed
    }
  }
}

let randomKinds = NodeKinds([
  NodeKind(Noise.self), NodeKind(Leak.self), NodeKind(Echo.self), NodeKind(Sink.self),
])
