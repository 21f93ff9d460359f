extension Clock {
  /// Beats without word from the tracker after which the next it announces is a new beginning.
  private static var patience: Double { 8 }

  /// Follows a beat that a tracker announces, or a clock outside tells.
  @_noLocks
  mutating func follow(_ event: Event) {
    let word = BeatWord(event)
    guard case .heard = word else {
      obey(event, word)
      return
    }
    if isObeying { loop.forget() }
    isObeying = false
    let confidence = event.values[3]
    guard !isHeld, confidence > 0.1, event.values[2] > 20, event.values[2] < .infinity
    else { return }
    transport.confidence = confidence
    let moment = seconds(event.time)
    let interval = 60 / Double(event.values[2])
    heardUntil = moment + Self.patience * interval
    let isCountIn = event.values[4] >= 0.5
    let isStale = moment > loop.lastAnnounced + Self.patience * loop.period
    if isCountIn || isStale { isBarTold = false }
    if !isBarTold { transport.beatsPerBar = max(1, Int(event.values[1])) }
    let number = max(1, Int(event.values[0]))
    if !transport.isRolling || (isCountIn && !isOnBeat(moment)) {
      enter(number: number, moment: moment, interval: interval)
    } else if isCountIn || isStale {
      if !isCountIn { loop.forget() }
      relock(moment: moment, interval: interval)
      place(number)
    } else {
      switch loop.observe(moment: moment, interval: interval, confidence: Double(confidence)) {
      case .followed:
        place(number)
        steer(limit: 0.15)
      case .moved:
        place(number)
        steer(limit: 0.5, hastily: true)
      case .otherOctave: steer(limit: 0.15)
      case .rejected: break
      }
    }
  }

  /// Sends position along a rate that meets the line at the beat that was announced, at most `limit` off its tempo,
  /// or `hastily` at the first that is half a beat away, where that is known two beats ahead.
  @_noLocks
  mutating func steer(limit: Double, hastily: Bool = false) {
    let now = seconds(frame)
    let soonest = now + 0.5 * loop.period
    let spare = hastily ? max(0, ((loop.time - soonest) / loop.period).floored) : 0
    let aim = max(soonest, loop.time - spare * loop.period)
    let needed = (loop.position(at: aim) - transport.beat) / (aim - now)
    let even = 1 / loop.period
    let rate = min(max(needed, even * (1 - limit)), even * (1 + limit))
    transport.rate = rate / sampleRate
    transport.tempo = 60 * even
    settledFrame = Int64(aim * sampleRate)
  }

  /// Whether a beat of ours falls at `moment`, or nearly.
  @_noLocks
  private func isOnBeat(_ moment: Double) -> Bool {
    let expected = transport.beat(at: (moment - seconds(frame)) * sampleRate)
    return abs(expected - (expected + 0.5).floored) <= 0.08
  }

  /// The beat of ours that falls nearest to `moment`.
  @_noLocks
  func nearestBeat(to moment: Double) -> Double {
    let expected = transport.beat(at: (moment - seconds(frame)) * sampleRate)
    return (expected + 0.5).floored
  }

  /// Starts the line anew from the beat that is announced, at the place where ours is nearest.
  @_noLocks
  private mutating func relock(moment: Double, interval: Double) {
    loop.lock(beat: nearestBeat(to: moment), time: moment, period: interval)
    steer(limit: 0.25)
  }

  /// Lets whoever announces beats say where the bar begins: the line's last beat is its `number`.
  @_noLocks
  mutating func place(_ number: Int) {
    if !isBarTold { transport.downbeat = loop.beat - Double(number - 1) }
  }

  /// Jumps forward to where the beat `number`, which falls at `moment`, belongs.
  @_noLocks
  mutating func enter(number: Int, moment: Double, interval: Double) {
    let bar = Double(transport.beatsPerBar)
    let ahead = (moment - seconds(frame)) / interval
    let bars = ((transport.beat + ahead) / bar).floored + 1
    let beat = bars * bar + Double(number - 1)
    loop.forget()
    loop.lock(beat: beat, time: moment, period: interval)
    transport.beat = max(transport.beat, beat - ahead)
    transport.rate = 1 / (interval * sampleRate)
    transport.tempo = 60 / interval
    transport.downbeat = bars * bar
    transport.isRolling = true
    settledFrame = .max
  }
}
