/// What the player tells.
extension BeatTracker {
  /// Within what part of a told beat the next ones are expected, and how much of what they differ from it
  /// is taken for the player's drift, a beat.
  private static let drift = (spread: 0.06, share: 0.1)

  /// Tells the tempo, in beats a minute; the phase is still listened for.
  package mutating func setTempo(_ bpm: Double) {
    told = min(max(bpm, Self.slowest), Self.fastest)
    preferTold()
  }

  /// Tells the tempo that a chart names, or those of a style, in beats a minute, or `nil`: what is likely before
  /// anything is heard, and no more than that.
  package mutating func expect(tempo: ClosedRange<Double>?) {
    filter.expected = tempo?.clamped(to: Self.slowest...Self.fastest)
    preferTold()
  }

  /// Tells how many beats a bar has; 0 lets the tracker find out whether three or four.
  package mutating func setBeatsPerBar(_ count: Int) {
    bars.tell(count)
    countIn.tell(count)
  }

  /// Tells whether beats have three parts, as in 6/8, rather than two.
  package mutating func setCompound(_ isCompound: Bool) {
    toldCompound = isCompound
    take(isCompound)
  }

  mutating func take(_ isCompound: Bool) {
    guard isCompound != filter.isCompound else { return }
    filter.isCompound = isCompound
    if !isLocked { preferTold() }
  }

  mutating func preferTold() {
    guard told == nil, let resting else {
      return filter.prefer(told.map { 60 * sampleRate / $0 / hop }, spread: 0.04)
    }
    filter.prefer(resting, spread: 0.1)
  }

  /// Takes it that beats of `interval` steps were told, from which the player may drift away.
  mutating func keep(pace interval: Double) {
    pace = interval
    filter.prefer(interval, spread: Self.drift.spread)
  }

  /// Lets the tempo that was told go along with the player's, beat by beat.
  mutating func keepPace() {
    guard isLocked, let pace else { return }
    keep(pace: pace + Self.drift.share * (filter.reading().interval - pace))
  }

  /// Tells that a beat falls at input frame `frame`; two taps tell the tempo as well.
  package mutating func tap(at frame: Int64) {
    defer { lastTap = frame }
    var interval = filter.reading().interval
    if let lastTap, frame > lastTap {
      let tempo = 60 * sampleRate / Double(frame - lastTap)
      if tempo >= Self.slowest, tempo <= Self.fastest {
        interval = Double(frame - lastTap) / hop
        keep(pace: interval)
      }
    }
    lastOnset = heard
    patience.hear()
    isLocked = true
    announced = Double(frame)
    line.reset()
    filter.lock(interval: interval, elapsed: Double(now - frame) / hop)
  }
}
