private import CRealtime
private import Ear
package import Graph

/// Tells the pitch of a single note, to the cent.
package struct TunerNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "tuner", family: "feature", doc: "Tells the pitch of a single note, to the cent.",
    inputs: [.audio("in", "One voice.")],
    outputs: [.event(.pitch, "Frequency, nearest MIDI note and cents off, many times a second.")],
    parameters: [
      .number(
        "reference", 430...450, default: 440, unit: "Hz", smoothing: .none,
        "The A above middle C, from which notes and cents are counted.")
    ])

  private var analysis: AnalysisEnd
  private let reference: ParameterReader

  package init(_ context: NodeContext) throws(NodeError) {
    analysis = context.analyse(PitchTracker.init(sampleRate:))
    reference = ParameterReader(context.parameter("reference"))
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    analysis.pass(cycle)
    let lane = cycle.eventOutput(0)
    for index in 0..<lane.header.pointee.count { name(&lane.elements[index]) }
  }

  /// Puts down the note nearest to the frequency, counted from the reference as MIDI note 69, and how
  /// many cents it is off; nothing where no single pitch sounds.
  @_noLocks
  private func name(_ event: inout Event) {
    guard event.values[0] > 0 else { return }
    let note = 69 + 12 * realtime_log2(event.values[0] / reference.value)
    let nearest = Float(Int(note + 0.5))
    event.values[2] = nearest
    event.values[3] = (note - nearest) * 100
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(TunerNode.self, in: $0)
}
