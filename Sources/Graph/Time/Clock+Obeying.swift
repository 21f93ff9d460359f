extension Clock {
  /// How far from a beat of ours one may fall, in beats, that is taken for it by its number in the bar.
  private static var reach: Double { 0.75 }

  /// Goes by a beat that a clock outside tells, as ``Event/init(_:number:of:tempo:at:isEntry:)`` has it.
  @_noLocks
  mutating func obey(_ event: Event, _ word: BeatWord) {
    isObeying = true
    let tempo = Double(event.values[2])
    let isTempo = tempo >= 20 && tempo <= 400
    if case .stopped = word {
      rest()
      if isTempo { set(tempo: tempo) }
      return
    }
    guard isTempo else { return }
    if case .begun = word { release() }
    guard !isHeld else { return }
    transport.confidence = 1
    if !isBarTold { transport.beatsPerBar = max(1, Int(event.values[1])) }
    let number = max(1, Int(event.values[0]))
    let moment = seconds(event.time)
    guard transport.isRolling else {
      enter(number: number, moment: moment, interval: 60 / tempo)
      return
    }
    guard transport.beat >= freshUntil else {
      join(number: number, moment: moment, interval: 60 / tempo)
      return
    }
    loop.tell(beat: beat(number, at: moment), time: moment, period: 60 / tempo)
    place(number)
    steer(limit: 0.25)
  }

  /// Goes forward, by less than a beat, to where a clock outside is: time was just started by hand, somewhere
  /// between two beats of its.
  @_noLocks
  private mutating func join(number: Int, moment: Double, interval: Double) {
    let ahead = (moment - seconds(frame)) / interval
    let beat = -(-(transport.beat + ahead)).floored
    loop.tell(beat: beat, time: moment, period: interval)
    place(number)
    transport.beat = beat - ahead
    transport.rate = 1 / (interval * sampleRate)
    transport.tempo = 60 / interval
    settledFrame = .max
    freshUntil = -.infinity
  }

  /// The beat of ours that is meant by one that falls at `moment` as the `number` of its bar.
  ///
  /// That is the nearest, unless the clock has got some half a beat ahead, or behind: in doubt it is the one
  /// with that number, so that no bar is counted twice.
  @_noLocks
  private func beat(_ number: Int, at moment: Double) -> Double {
    let position = transport.beat(at: (moment - seconds(frame)) * sampleRate)
    let nearest = nearestBeat(to: moment)
    let other = nearest > position ? nearest - 1 : nearest + 1
    let isMeant =
      !isBarTold && !isPlaced(nearest, number) && isPlaced(other, number)
      && abs(position - other) < Self.reach
    return isMeant ? other : nearest
  }

  /// Whether `beat` is the `number` of its bar, as bars are counted now.
  @_noLocks
  private func isPlaced(_ beat: Double, _ number: Int) -> Bool {
    let bars = (beat - transport.downbeat - Double(number - 1)) / Double(transport.beatsPerBar)
    return bars == bars.floored
  }
}
