private import Ear
package import Graph

/// Tracks beat, bar and tempo, and announces each beat before it comes.
package struct BeatNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "beat", family: "feature",
    doc: "Tracks beat, bar and tempo, and announces each beat before it comes.",
    inputs: [
      .audio("in", "The player."),
      .event(.metre, "The metre of the band's style, by a wire that is feedback."),
    ],
    outputs: [.event(.beat, "The beats to come.")],
    parameters: [
      .integer(
        "beats_per_bar", 0...12, default: 0,
        "The beats in a bar; 0 goes by the chart, or the style, or finds out whether there are three or four."
      ),
      .toggle(
        "compound", default: false,
        "Whether a beat has three parts, as in 6/8; off leaves it to the chart, the style, or the ear."
      ),
    ],
    settings: [
      .text("model", default: "beat", "A beat network by name, a file of one, or none."),
      ChartLibrary.setting,
    ])

  private let beatsPerBar: ParameterReader
  private let compound: ParameterReader
  private let board: Unmanaged<PulseBoard>
  private var analysis: AnalysisEnd

  /// What the band's style says.
  private var style = Pulse()

  package init(_ context: NodeContext) throws(NodeError) {
    beatsPerBar = context.reader("beats_per_bar")
    compound = context.reader("compound")
    let model = try BeatModelLibrary.load(context.setting("model").text, context.environment)
    let board = PulseBoard(chart: try Pulse(context).word)
    self.board = .passRetained(board)
    context.renews(["chart"]) { context throws(NodeError) in
      let chart = try Pulse(context).word
      return { board.chart = chart }
    }
    analysis = context.analyse { sampleRate in
      var tracker =
        model.map { BeatTracker(sampleRate: sampleRate, model: $0) }
        ?? BeatTracker(sampleRate: sampleRate)
      tracker.take(hint: Pulse(word: board.told).hint(at: 0))
      return tracker
    }
  }

  deinit { board.release() }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    passHints(cycle)
    takeStyle(cycle)
    passPulse(cycle)
    analysis.pass(cycle)
  }

  /// Lets the tracker know of taps, and of a tempo that was set.
  @_noLocks
  private func passHints(_ cycle: borrowing Cycle) {
    let signals = cycle.signals
    if signals.contains(.tap) { analysis.hint(Event(.onset, time: cycle.frame)) }
    if signals.contains(.tempo) {
      var hint = Event(.beat, time: cycle.frame)
      hint.values[1] = -1
      hint.values[3] = -1
      hint.values[2] = Float(cycle.transport.tempo)
      analysis.hint(hint)
    }
  }

  @_noLocks
  private mutating func takeStyle(_ cycle: borrowing Cycle) {
    let lane = cycle.eventInput(0)
    guard lane.count > 0 else { return }
    style = Pulse(lane[lane.count - 1])
  }

  /// Lets the tracker know of a metre that was set, or that the chart or the style has, and of their tempo.
  @_noLocks
  private func passPulse(_ cycle: borrowing Cycle) {
    let chart = Pulse(word: board._withUnsafeGuaranteedRef { $0.chart })
    let told = board._withUnsafeGuaranteedRef { $0.told }
    var pulse = chart.beatsPerBar > 0 ? chart : style
    if beatsPerBar.index > 0 {
      pulse.beatsPerBar = UInt8(beatsPerBar.index)
      pulse.isCompound = false
    }
    if compound.isOn { pulse.isCompound = true }
    if pulse.beatsPerBar > 0 { cycle.mean(beatsPerBar: Int(pulse.beatsPerBar)) }
    guard pulse.word != told else { return }
    board._withUnsafeGuaranteedRef { $0.told = pulse.word }
    analysis.hint(pulse.hint(at: cycle.frame))
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(BeatNode.self, in: $0)
}
