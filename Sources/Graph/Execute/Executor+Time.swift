private import Synchronization

extension Executor {
  @_noLocks
  mutating func beginTime(tempo: Double) {
    clock.set(tempo: tempo)
    clock.begin()
  }

  @_noLocks
  mutating func startTime() {
    clock.start()
    signals.insert(.start)
  }

  @_noLocks
  mutating func stopTime() {
    signals.insert(clock.isEnding ? .panic : .stop)
    clock.stop(isWanted: !clock.isEnding && isTimeWanted)
  }

  /// Whether a node wanted time for an ending in the part before.
  var isTimeWanted: Bool {
    @_noLocks get { wantsTime.pointee.load(ordering: .relaxed) }
  }

  @_noLocks
  mutating func set(tempo: Double) {
    clock.set(tempo: tempo)
    signals.insert(.tempo)
  }

  /// Makes the beat twice or half as fast, and tells the tracker so.
  @_noLocks
  mutating func scaleTempo(by factor: Double) {
    clock.scale(by: factor)
    signals.insert(.tempo)
  }

  @_noLocks
  mutating func set(beatsPerBar: Int) { clock.set(beatsPerBar: beatsPerBar) }

  @_noLocks
  mutating func tap() {
    signals.insert(.tap)
    if clock.tap(at: frame, isPlaying: isTimeWanted) { signals.insert(.countIn) }
  }

  @_noLocks
  mutating func markDownbeat() {
    clock.markDownbeat()
    signals.insert(.downbeat)
  }

  @_noLocks
  mutating func noteListener() { signals.insert(.listener) }

  /// Lets musical time follow the beats of the node that drives it.
  @_noLocks
  mutating func followBeats() {
    guard let lane = schedule.pointee.clock else { return }
    for index in 0..<lane.header.pointee.count { clock.follow(lane.elements[index]) }
  }
}
