private import Ear
package import Graph

/// Tracks beat, bar and tempo, and announces each beat before it comes.
package struct BeatNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "beat", family: "feature",
    doc: "Tracks beat, bar and tempo, and announces each beat before it comes.",
    inputs: [.audio("in", "The player.")],
    outputs: [.event(.beat, "The beats to come.")],
    parameters: [
      .integer(
        "beats_per_bar", 0...12, default: 0,
        "The beats in a bar; 0 lets it find out whether there are three or four."),
      .toggle(
        "compound", default: false,
        "Whether a beat has three parts, as in 6/8; off leaves it to the ear."),
    ],
    settings: [.text("model", default: "beat", "A beat network by name, a file of one, or none.")])

  private let beatsPerBar: ParameterReader
  private let compound: ParameterReader

  /// The beats in a bar, and whether they have three parts, as the tracker was told last.
  private var told = 0
  private var toldCompound = 0
  private var analysis: AnalysisEnd

  package init(_ context: NodeContext) throws(NodeError) {
    beatsPerBar = context.reader("beats_per_bar")
    compound = context.reader("compound")
    let model = try BeatModelLibrary.load(context.setting("model").text, context.environment)
    analysis = context.analyse { sampleRate in
      guard let model else { return BeatTracker(sampleRate: sampleRate) }
      return BeatTracker(sampleRate: sampleRate, model: model)
    }
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    passHints(cycle)
    analysis.pass(cycle)
  }

  /// Lets the tracker know of taps, and of a tempo or a metre that was set.
  @_noLocks
  private mutating func passHints(_ cycle: borrowing Cycle) {
    let signals = cycle.signals
    if signals.contains(.tap) { analysis.hint(Event(.onset, time: cycle.frame)) }
    if signals.contains(.tempo) {
      var hint = Event(.beat, time: cycle.frame)
      hint.values[1] = -1
      hint.values[3] = -1
      hint.values[2] = Float(cycle.transport.tempo)
      analysis.hint(hint)
    }
    let wanted = beatsPerBar.index
    let wantedCompound = compound.isOn ? 1 : 0
    if wanted != told || wantedCompound != toldCompound {
      told = wanted
      toldCompound = wantedCompound
      var hint = Event(.beat, time: cycle.frame)
      hint.values[1] = Float(wanted)
      hint.values[3] = Float(wantedCompound)
      analysis.hint(hint)
    }
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(BeatNode.self, in: $0)
}
