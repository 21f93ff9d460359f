internal import Graph

/// Tells a worker where the clock is, at every tick that it has passed, and where bars begin.
struct ClockTicks: BitwiseCopyable {
  /// Positions that are told.
  private let perBeat: Double
  private var lastTick = -Double.infinity
  private var lastDownbeat = -Double.infinity

  init(perBeat: Double) { self.perBeat = perBeat }

  /// Tells once more where bars begin, to a worker who has forgotten it.
  @_noLocks
  mutating func forget() { lastDownbeat = -.infinity }

  /// What is new at `transport`: the downbeat, if it has moved, and then the position.
  @_noLocks
  mutating func advance(_ transport: Transport) -> (downbeat: Observation?, clock: Observation)? {
    guard transport.isRolling else { return nil }
    let tick = (transport.beat * perBeat).floored
    guard tick != lastTick else { return nil }
    lastTick = tick
    var clock = Observation(.clock, at: tick / perBeat)
    clock.value = transport.tempo
    clock.confidence = transport.confidence
    guard transport.downbeat != lastDownbeat else { return (nil, clock) }
    lastDownbeat = transport.downbeat
    return (Observation(downbeatOf: transport), clock)
  }
}
