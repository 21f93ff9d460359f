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
    ] + ChartLibrary.settings)

  /// Positions of the clock that the job is told, per beat.
  static var ticksPerBeat: Double { 4 }

  private let link: Unmanaged<SuggestionLink>
  private var ticks = ClockTicks(perBeat: Self.ticksPerBeat)

  package init(_ context: NodeContext) throws(NodeError) {
    let model = try ProgressionModelLibrary.load(
      context.setting("model").text, context.environment)
    let link = SuggestionLink()
    let job = SuggestionJob(try BandSheet(styles: [], context), model: model, link: link)
    context.addJob(job)
    let desk = job.desk
    context.renews(["chart", "transpose"]) { context throws(NodeError) in
      let sheet = try BandSheet(styles: [], context)
      return { desk.put(sheet) }
    }
    self.link = .passRetained(link)
  }

  deinit { link.release() }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    if cycle.signals.contains(.panic) {
      observe(Observation(.panic, at: cycle.transport.beat))
      ticks.forget()
    }
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
      observe(Observation(chord: event, at: beat))
    }
  }

  @_noLocks
  private mutating func observeClock(_ cycle: borrowing Cycle) {
    guard let (downbeat, clock) = ticks.advance(cycle.transport) else { return }
    if let downbeat { observe(downbeat) }
    observe(clock)
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
