import Graph

/// What a session is asked for.
extension LinkNode {
  /// How long nothing is told after a wish, in seconds, so that the session can have granted it.
  private static var respect: Double { 0.1 }

  /// Seconds from our output to the speakers that are believed, whatever programs may claim.
  private static var longestLatency: Double { 1 }

  /// By how much our beat may be off the session's, in beats, where we are alone, before that is moved.
  private static var looseness: Double { 0.01 }

  /// Beats a minute by which a tempo may be off for being told as a single-precision number.
  static var precision: Double { @_noLocks get { 0.001 } }

  /// Tells the session what the player has asked for, and where nobody else is there, what time it is.
  @_noLocks
  mutating func wish(_ cycle: borrowing Cycle, _ line: LinkLine, _ now: Double) {
    let signals = cycle.signals
    if sharesTransport.isOn {
      if signals.contains(.start) { send(.start, cycle, now) }
      if signals.contains(.stop) { send(.stop, cycle, now) }
    }
    guard line.peerCount == 0 else {
      guard signals.contains(.tempo) || signals.contains(.tap) else { return }
      send(.tempo, cycle, now)
      respect(cycle)
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
    respect(cycle)
  }

  /// When the cycle's first frame is heard, as far as the back end knows and the user says.
  ///
  /// Everybody's beats are to meet at the speakers (Link's README, latency compensation).
  @_noLocks
  func heard(_ now: Double, _ cycle: borrowing Cycle) -> Double {
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

  /// Lets the session grant a wish before anything is told, or asked for, again.
  @_noLocks
  private mutating func respect(_ cycle: borrowing Cycle) {
    quietUntil = cycle.frame + Int64(Self.respect * sampleRate)
  }
}
