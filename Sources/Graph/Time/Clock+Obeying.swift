extension Clock {
  /// Goes by a beat that a clock outside tells, as ``Event/init(_:number:of:tempo:at:isEntry:)`` has it.
  @_noLocks
  mutating func obey(_ event: Event, _ word: BeatWord) {
    isObeying = true
    if case .stopped = word {
      rest()
      return
    }
    let tempo = Double(event.values[2])
    guard tempo >= 20, tempo <= 400 else { return }
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
    loop.tell(beat: nearestBeat(to: moment), time: moment, period: 60 / tempo)
    place(number)
    steer(limit: 0.25)
  }
}
