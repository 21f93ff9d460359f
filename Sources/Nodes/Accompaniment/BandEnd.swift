internal import Graph

/// The audio thread's end of a ``BandLink``: tells a composer what is heard, and takes what it plays.
struct BandEnd: ~Copyable {
  /// Positions of the clock that the composer is told, per beat: its notes do not depend on blocks.
  private static var ticksPerBeat: Double { 24 }

  private let link: Unmanaged<BandLink>
  private var ticks = ClockTicks(perBeat: Self.ticksPerBeat)

  init(_ link: BandLink) { self.link = .passRetained(link) }

  deinit { link.release() }

  @_noLocks
  func observe(_ observation: Observation) {
    link._withUnsafeGuaranteedRef { $0.observe(observation) }
  }

  /// Has the composer forget everything at `beat`.
  @_noLocks
  mutating func startOver(at beat: Double) {
    observe(Observation(.panic, at: beat))
    ticks.forget()
  }

  @_noLocks
  func takeAction() -> PlayerAction? { link._withUnsafeGuaranteedRef { $0.takeAction() } }

  @_noLocks
  func observeChords(_ cycle: borrowing Cycle, at input: Int) {
    let lane = cycle.eventInput(input)
    for index in 0..<lane.count {
      observe(Observation(chord: lane[index], at: Self.beat(of: lane[index], cycle)))
    }
  }

  @_noLocks
  func observeKey(_ cycle: borrowing Cycle, at input: Int) {
    let lane = cycle.eventInput(input)
    for index in 0..<lane.count {
      observe(Observation(key: lane[index], at: Self.beat(of: lane[index], cycle)))
    }
  }

  /// Tells the strokes as they begin, and not once more when they are settled.
  @_noLocks
  func observeOnsets(_ cycle: borrowing Cycle, at input: Int) {
    let lane = cycle.eventInput(input)
    for index in 0..<lane.count where lane[index].values[2] < 0.5 {
      var observation = Observation(.onset, at: Self.beat(of: lane[index], cycle))
      observation.value = Double(lane[index].values[0])
      observe(observation)
    }
  }

  @_noLocks
  func observeLoudness(_ cycle: borrowing Cycle, at input: Int) {
    let lane = cycle.eventInput(input)
    for index in 0..<lane.count {
      var observation = Observation(.loudness, at: Self.beat(of: lane[index], cycle))
      observation.value = Double(lane[index].values[0])
      observe(observation)
    }
  }

  /// Tells where the clock is by which the notes are played.
  @_noLocks
  mutating func observeClock(_ time: Transport) {
    guard let (downbeat, clock) = ticks.advance(time) else { return }
    if let downbeat { observe(downbeat) }
    observe(clock)
  }

  /// The position on the clock at which `event` happened.
  @_noLocks
  static func beat(of event: Event, _ cycle: borrowing Cycle) -> Double {
    cycle.transport.beat(at: Double(event.time - cycle.frame))
  }
}
