private import Ear
package import Graph

/// Describes a sound in the measures of music information retrieval.
package struct DescriptorsNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "descriptors", family: "feature",
    doc: "Describes a sound: centroid, bandwidth, rolloff, flatness, flux, zero crossings, MFCC.",
    inputs: [.audio("in", "Any signal.")],
    outputs: [.event(.descriptors, "The measures, as librosa defines them, 43 times a second.")])

  private var analysis: AnalysisEnd

  package init(_ context: NodeContext) throws(NodeError) {
    analysis = context.analyse(DescriptorAnalyser.init(sampleRate:))
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    analysis.pass(cycle)
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(DescriptorsNode.self, in: $0)
}
