/// Holds a signal back by a fixed number of frames, so that it meets others that are late.
struct DelayLine: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "delay_line", family: "engine", doc: "Holds a signal back until later ones arrive.",
    inputs: [.audio("in", "Any signal.")], outputs: [.audio("out", "The signal, later.")],
    settings: [.text("frames", default: "0", "By how many frames.")])

  private let length: Int
  private let memory: UnsafeMutablePointer<Float>
  private var position = 0

  init(_ context: NodeContext) throws(NodeError) {
    length = max(1, Int(context.setting("frames").text) ?? 1)
    memory = .allocate(capacity: length)
    memory.initialize(repeating: 0, count: length)
  }

  deinit { memory.deallocate() }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    let input = cycle.input(0)
    var output = cycle.output(0)
    for frame in output.indices {
      output[frame] = memory[position]
      memory[position] = input[frame]
      position = position + 1 == length ? 0 : position + 1
    }
  }
}
