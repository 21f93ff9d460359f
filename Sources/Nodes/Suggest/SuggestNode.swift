package import Graph

/// Tells which chords may come next, and how the tune may go on in several moods.
///
/// It hears what the band hears, and foretells as the band does; all of it happens on a worker.
package struct SuggestNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "suggest", family: "accompaniment",
    doc: "Tells which chords may come next, and how the tune may go on in several moods.",
    inputs: [.event(.chord, "The player's chords.")],
    outputs: [
      .event(.suggestion, "The chords that may follow, at each beat."),
      .event(.continuation, "Four bars in each mood, whenever the chord has changed."),
    ],
    settings: [
      .text("model", default: "band", "A language model of chords by name, a file of one, or none.")
    ])

  /// Positions of the clock that the job is told, per beat.
  static var ticksPerBeat: Double { 4 }

  private let link: Unmanaged<SuggestionLink>
  private var lastTick = -Double.infinity
  private var lastDownbeat = -Double.infinity

  package init(_ context: NodeContext) throws(NodeError) {
    let model = try ProgressionModelLibrary.load(
      context.setting("model").text, context.environment)
    let link = SuggestionLink()
    context.addJob(SuggestionJob(model: model, link: link))
    self.link = .passRetained(link)
  }

  deinit { link.release() }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    if cycle.signals.contains(.panic) { observe(Observation(.panic, at: cycle.transport.beat)) }
    observeChords(cycle)
    observeClock(cycle)
    while var event = takeEvent() {
      event.time = time(ofTick: event.time, cycle)
      cycle.eventOutput(Self.port(of: event.type)).append(event)
    }
  }

  /// The frame at which the clock came to a tick, whatever the size of blocks.
  @_noLocks
  private func time(ofTick tick: Int64, _ cycle: borrowing Cycle) -> Int64 {
    let offset = cycle.transport.offset(of: Double(tick) / Self.ticksPerBeat)
    return cycle.frame + Int64(min(max(-1e9, offset), 1e9))
  }

  @_noLocks
  private static func port(of type: EventType) -> Int {
    switch type {
    case .suggestion: 0
    default: 1
    }
  }

  @_noLocks
  private func observeChords(_ cycle: borrowing Cycle) {
    let lane = cycle.eventInput(0)
    for index in 0..<lane.count {
      let event = lane[index]
      let beat = cycle.transport.beat(at: Double(event.time - cycle.frame))
      var observation = Observation(event.values[4] >= 0.5 ? .settledChord : .chord, at: beat)
      observation.root = Int8(event.values[0])
      observation.quality = Int8(event.values[1])
      observation.bass = Int8(event.values[2])
      observe(observation)
    }
  }

  /// Tells where the clock is, at every quarter of a beat it has passed.
  @_noLocks
  private mutating func observeClock(_ cycle: borrowing Cycle) {
    let transport = cycle.transport
    guard transport.isRolling else { return }
    let tick = (transport.beat * Self.ticksPerBeat).floored
    guard tick != lastTick else { return }
    lastTick = tick
    if transport.downbeat != lastDownbeat {
      lastDownbeat = transport.downbeat
      var observation = Observation(.downbeat, at: transport.downbeat)
      observation.count = Int32(transport.beatsPerBar)
      observe(observation)
    }
    var observation = Observation(.clock, at: tick / Self.ticksPerBeat)
    observation.value = transport.tempo
    observe(observation)
  }

  @_noLocks
  private func observe(_ observation: Observation) {
    link._withUnsafeGuaranteedRef { $0.observe(observation) }
  }

  @_noLocks
  private func takeEvent() -> Event? { link._withUnsafeGuaranteedRef { $0.takeEvent() } }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(SuggestNode.self, in: $0)
}
