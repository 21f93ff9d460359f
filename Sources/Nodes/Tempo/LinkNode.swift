private import CRealtime
package import Graph

/// Plays in time with whoever takes part in a session of Ableton Link on the network.
///
/// With others there it follows the session; alone, its own musical time is the session's, for those who
/// come later. A tempo that is set or tapped here holds for all.
package struct LinkNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "link", family: "midi",
    doc: "Plays in time with a session of Ableton Link on the network.",
    outputs: [TempoSource.output],
    parameters: [
      .toggle("on", default: true, "Whether it takes part."),
      .toggle("start_stop", default: false, "Whether start and stop are shared with others, too."),
      TempoSource.startsBand, TempoSource.beatsPerBar,
      .number(
        "advance", -0.2...0.2, default: 0, unit: "s", smoothing: .none,
        "How much earlier beats are played than JACK knows that they take to be heard."),
    ],
    readings: [
      ReadingDeclaration(name: "peers", unit: "", doc: "How many others take part."),
      ReadingDeclaration(name: "session_tempo", unit: "bpm", doc: "The tempo of all."),
    ])

  let job: Unmanaged<LinkJob>?
  let sharesTransport: ParameterReader
  let startsBand: ParameterReader
  let beatsPerBar: ParameterReader
  let advance: ParameterReader
  private let peers: ReadingSender
  private let sessionTempo: ReadingSender
  let sampleRate: Double
  private var frameTime: FrameTime

  /// Whether beats of the session are being told, and which was last, with its frame and tempo.
  var isRunning = false
  var lastBeat: Double = 0
  var lastFrame: Double = 0
  var lastTempo: Double = 0

  /// The frame before which nothing is told.
  var quietUntil: Int64 = .min

  package init(_ context: NodeContext) throws(NodeError) {
    sharesTransport = context.reader("start_stop")
    startsBand = context.reader("starts_band")
    beatsPerBar = context.reader("beats_per_bar")
    advance = context.reader("advance")
    peers = context.sender("peers")
    sessionTempo = context.sender("session_tempo")
    sampleRate = context.sampleRate
    frameTime = FrameTime(sampleRate: context.sampleRate)
    // A recording has no time that others could share.
    guard !context.environment.isOffline, !context.environment.isRehearsal else {
      job = nil
      return
    }
    let job = LinkJob(
      isOn: context.parameter("on"), sharesTransport: context.parameter("start_stop"),
      beatsPerBar: context.parameter("beats_per_bar"))
    context.addJob(job)
    self.job = .passRetained(job)
  }

  deinit { job?.release() }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    guard let job else { return }
    let line = job._withUnsafeGuaranteedRef { $0.line }
    let now = frameTime.time(
      of: cycle.frame, frameCount: cycle.frameCount, now: realtime_nanoseconds())
    peers.send(Float(line.peerCount))
    sessionTempo.send(Float(line.tempo))
    let tempo = cycle.transport.tempo
    job._withUnsafeGuaranteedRef { $0.tell(tempo: tempo) }
    guard line.isJoined else {
      isRunning = false
      return
    }
    wish(cycle, line, now)
    if line.peerCount > 0 { follow(cycle, line, now) } else { isRunning = false }
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(LinkNode.self, in: $0)
}
