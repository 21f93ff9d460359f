private import CRealtime
package import Graph

/// Measures how loud a signal is, and lets it through unchanged.
package struct Meter: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "meter", family: "dynamics",
    doc: "Measures how loud a signal is, and lets it through unchanged.",
    inputs: [.audio("in", "Any signal.")],
    outputs: [
      .audio("out", "The signal, unchanged."),
      .event(.level, "Peak and RMS of every twentieth of a second."),
    ])

  /// Frames between two events.
  private let window: Int
  private var count = 0
  private var peak: Float = 0
  private var power: Double = 0

  package init(_ context: NodeContext) throws(NodeError) {
    window = max(1, Int(context.sampleRate / 20))
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    cycle.copy(input: 0, to: 0)
    let input = cycle.input(0)
    var frame = 0
    while frame < input.count {
      let end = min(input.count, frame + window - count)
      measure(input, from: frame, to: end)
      count += end - frame
      frame = end
      if count == window { report(cycle, at: frame - 1) }
    }
  }

  /// Takes the samples from `start` up to `end`; undefined ones count as silence.
  @_noLocks
  private mutating func measure(_ input: borrowing Signal, from start: Int, to end: Int) {
    for frame in start..<end {
      let magnitude = abs(input[frame])
      guard magnitude < 1e18 else { continue }
      peak = max(peak, magnitude)
      power += Double(magnitude * magnitude)
    }
  }

  /// Sends what was measured up to the frame `offset` of the block.
  @_noLocks
  private mutating func report(_ cycle: borrowing Cycle, at offset: Int) {
    var event = Event(
      .level, time: cycle.frame + Int64(offset), offset: Int32(truncatingIfNeeded: offset))
    event.values[0] = level(of: peak)
    event.values[1] = level(of: realtime_sqrt(Float(power / Double(window))))
    cycle.eventOutput(0).append(event)
    count = 0
    peak = 0
    power = 0
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Meter.self, in: $0)
}
