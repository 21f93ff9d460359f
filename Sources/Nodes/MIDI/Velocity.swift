private import CRealtime
package import Graph

/// Makes the notes of a part softer or louder, along a curve.
///
/// Velocities from 1 to 127 go to those from `softest` to `loudest`, along a power of the velocity, as
/// keyboards have it: the middle is raised or lowered, the ends stay.
package struct Velocity: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "velocity", family: "midi", doc: "Makes notes softer or louder, along a curve.",
    inputs: [.midi("in", "The notes, and anything else, which goes through as it is.")],
    outputs: [.midi("out", "The same with other velocities.")],
    parameters: [
      .number(
        "curve", -100...100, default: 0, unit: "%", smoothing: .none,
        "Above 0, notes of middle velocity are louder; below, softer; 0 is a straight line."),
      .integer("softest", 1...127, default: 1, "What velocity 1 becomes."),
      .integer("loudest", 1...127, default: 127, "What velocity 127 becomes."),
    ])

  /// By how many octaves the exponent goes up or down at 100 %.
  private static var octaves: Float { 2 }

  private let curve: ParameterReader
  private let softest: ParameterReader
  private let loudest: ParameterReader

  package init(_ context: NodeContext) throws(NodeError) {
    curve = context.reader("curve")
    softest = context.reader("softest")
    loudest = context.reader("loudest")
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    let lane = cycle.midiInput(0)
    for index in 0..<lane.count {
      var event = lane[index]
      if event.isNoteOn { event.data2 = mapped(event.data2) }
      cycle.midiOutput(0).append(event)
    }
  }

  @_noLocks
  private func mapped(_ velocity: UInt8) -> UInt8 {
    let share = Float(velocity - 1) / 126
    let bent = realtime_pow(share, realtime_exp2(-Self.octaves * curve.value / 100))
    let span = loudest.value - softest.value
    return UInt8(min(127, max(1, softest.value + span * bent + 0.5)))
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Velocity.self, in: $0)
}
