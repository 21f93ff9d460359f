import Graph

/// What a session tells.
extension LinkNode {
  /// By how much a beat may move, in seconds, before it is told again.
  private static var tolerance: Double { 0.001 }

  /// Tells the session's next beat whenever one goes by, and where its tempo or place has changed.
  @_noLocks
  mutating func follow(_ cycle: borrowing Cycle, _ line: LinkLine, _ now: Double) {
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
