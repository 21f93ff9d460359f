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

  /// By how much a beat may move, in seconds, before it is told again.
  private static var tolerance: Double { 0.001 }

  /// Beats a minute by which a tempo may be off for being told as a single-precision number.
  private static var precision: Double { 0.001 }

  /// How long nothing is told after a wish, in seconds, so that the session can have granted it.
  private static var respect: Double { 0.1 }

  /// Seconds from our output to the speakers that are believed, whatever programs may claim.
  private static var longestLatency: Double { 1 }

  /// By how much our beat may be off the session's, in beats, where we are alone, before that is moved.
  private static var looseness: Double { 0.01 }

  private let job: Unmanaged<LinkJob>?
  private let sharesTransport: ParameterReader
  private let startsBand: ParameterReader
  private let beatsPerBar: ParameterReader
  private let advance: ParameterReader
  private let peers: ReadingSender
  private let sessionTempo: ReadingSender
  private let sampleRate: Double
  private var frameTime: FrameTime

  /// Whether beats of the session are being told, and which was last, with its frame and tempo.
  private var isRunning = false
  private var lastBeat: Double = 0
  private var lastFrame: Double = 0
  private var lastTempo: Double = 0

  /// The frame before which nothing is told.
  private var quietUntil: Int64 = .min

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

  /// Tells the session what the player has asked for, and where nobody else is there, what time it is.
  @_noLocks
  private mutating func wish(_ cycle: borrowing Cycle, _ line: LinkLine, _ now: Double) {
    let signals = cycle.signals
    if sharesTransport.isOn {
      if signals.contains(.start) { send(.start, cycle, now) }
      if signals.contains(.stop) { send(.stop, cycle, now) }
    }
    guard line.peerCount == 0 else {
      guard signals.contains(.tempo) || signals.contains(.tap) else { return }
      send(.tempo, cycle, now)
      quietUntil = cycle.frame + Int64(Self.respect * sampleRate)
      return
    }
    let transport = cycle.transport
    guard transport.isRolling, cycle.frame >= quietUntil else { return }
    let bar = Double(max(1, beatsPerBar.index))
    let difference = line.position(at: heard(now, cycle)) - (transport.beat - transport.downbeat)
    let bars = difference / bar
    let error = (bars - (bars + 0.5).floored) * bar
    guard abs(error) > Self.looseness || abs(line.tempo - transport.tempo) > Self.precision else {
      return
    }
    send(.line, cycle, now)
    quietUntil = cycle.frame + Int64(Self.respect * sampleRate)
  }

  /// When the cycle's first frame is heard, as far as the back end knows and the user says.
  ///
  /// Everybody's beats are to meet at the speakers (Link's README, latency compensation).
  @_noLocks
  private func heard(_ now: Double, _ cycle: borrowing Cycle) -> Double {
    let latency = min(Double(cycle.host.outputLatency) / sampleRate, Self.longestLatency)
    return now + (latency + Double(advance.value)) * 1e9
  }

  @_noLocks
  private func send(_ kind: LinkWish.Kind, _ cycle: borrowing Cycle, _ now: Double) {
    let transport = cycle.transport
    let wish = LinkWish(
      kind, tempo: transport.tempo, beat: transport.beat - transport.downbeat,
      time: Int64(heard(now, cycle)))
    job?._withUnsafeGuaranteedRef { $0.wish(wish) }
  }

  /// Tells the session's next beat whenever one goes by, and where its tempo or place has changed.
  @_noLocks
  private mutating func follow(_ cycle: borrowing Cycle, _ line: LinkLine, _ now: Double) {
    guard !sharesTransport.isOn || line.isPlaying else {
      rest(cycle, line)
      return
    }
    guard cycle.frame >= quietUntil else { return }
    let place = line.position(at: heard(now, cycle))
    let next = place.floored + 1
    let frame = Double(cycle.frame) + (next - place) * 60 / line.tempo * sampleRate
    let hasMoved =
      next != lastBeat || line.tempo != lastTempo
      || abs(frame - lastFrame) > Self.tolerance * sampleRate
    guard hasMoved || !isRunning else { return }
    lastBeat = next
    lastTempo = line.tempo
    lastFrame = frame
    tell(isRunning ? .told : .begun, cycle, next, at: Int64((frame + 0.5).floored), line.tempo)
    isRunning = true
  }

  /// Stands still with the session, and keeps to its tempo meanwhile (TEMPO-2).
  @_noLocks
  private mutating func rest(_ cycle: borrowing Cycle, _ line: LinkLine) {
    let isNews =
      !cycle.transport.isRolling && cycle.frame >= quietUntil
      && abs(line.tempo - cycle.transport.tempo) > Self.precision
    if isRunning || isNews { tell(.stopped, cycle, lastBeat, at: cycle.frame, line.tempo) }
    isRunning = false
  }

  @_noLocks
  private func tell(
    _ word: BeatWord, _ cycle: borrowing Cycle, _ beat: Double, at frame: Int64, _ tempo: Double
  ) {
    let bar = max(1, beatsPerBar.index)
    let place = Int(beat - (beat / Double(bar)).floored * Double(bar))
    let isBeginning = if case .begun = word { true } else { false }
    cycle.eventOutput(0).append(
      Event(
        word, number: place % bar + 1, of: bar, tempo: tempo, at: frame,
        isEntry: isBeginning && startsBand.isOn))
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(LinkNode.self, in: $0)
}
