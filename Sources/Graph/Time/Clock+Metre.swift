extension Clock {
  /// Takes the beats in a bar from the patch.
  @_noLocks
  mutating func set(beatsPerBar: Int) {
    ownBeatsPerBar = beatsPerBar
    transport.beatsPerBar = meantBeatsPerBar > 0 ? meantBeatsPerBar : beatsPerBar
  }

  /// Takes it that whoever plays means bars of `count` beats, 0 for those of the patch: who taps counts so many, and
  /// time that was started by hand has such bars until beats are heard.
  @_noLocks
  mutating func mean(beatsPerBar count: Int) {
    guard count != meantBeatsPerBar else { return }
    meantBeatsPerBar = count
    let isHeard = transport.isRolling && seconds(frame) < heardUntil
    guard !isHeard, !isBarTold else { return }
    let bar = Double(transport.beatsPerBar)
    transport.downbeat += ((transport.beat - transport.downbeat) / bar).floored * bar
    transport.beatsPerBar = count > 0 ? count : ownBeatsPerBar
  }
}
