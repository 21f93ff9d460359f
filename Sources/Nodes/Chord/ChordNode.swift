private import Ear
package import Graph

/// Recognises chords while they sound.
package struct ChordNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "chord", family: "chord", doc: "Recognises chords while they sound.",
    inputs: [.audio("in", "The player.")],
    outputs: [
      .event(.chord, "The chord as soon as it is guessed, and once more when it is settled.")
    ],
    settings: [
      .text("model", default: "chord", "A chord network by name, a file of one, or none.")
    ])

  private var analysis: AnalysisEnd

  package init(_ context: NodeContext) throws(NodeError) {
    let model = try ChordModelLibrary.load(context.setting("model").text, context.environment)
    analysis = context.analyse { sampleRate in
      guard let model else { return ChordRecognizer(sampleRate: sampleRate) }
      return ChordRecognizer(sampleRate: sampleRate, model: model)
    }
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    analysis.pass(cycle)
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(ChordNode.self, in: $0)
}
