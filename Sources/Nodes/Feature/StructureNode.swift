private import Ear
package import Graph

/// Tells which part of a piece is played: verse, chorus, and when they come round again.
package struct StructureNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "structure", family: "feature",
    doc: "Tells which part of a piece is played, and when a part comes round again.",
    inputs: [
      .audio("in", "The player."), .event(.beat, "The bars."),
      .event(.chord, "The chords; settled ones count."),
    ],
    outputs: [.event(.section, "A section, once it is known to have begun.")])

  private var analysis: AnalysisEnd

  package init(_ context: NodeContext) throws(NodeError) {
    analysis = context.analyse(StructureAnalyser.init(sampleRate:))
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    let beats = cycle.eventInput(0)
    for index in 0..<beats.count where beats[index].values[0] == 1 { analysis.hint(beats[index]) }
    let chords = cycle.eventInput(1)
    for index in 0..<chords.count where chords[index].values[4] >= 0.5 {
      analysis.hint(chords[index])
    }
    analysis.pass(cycle)
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(StructureNode.self, in: $0)
}
