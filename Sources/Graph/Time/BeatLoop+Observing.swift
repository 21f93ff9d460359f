/// What becomes of beats that are announced.
extension BeatLoop {
  /// Announcements further from a beat than this share of it are taken for errors.
  private static var reach: Double { 0.3 }

  /// By what share of ours a beat must be longer or shorter to be at another tempo, and by what at most:
  /// a tracker's lengths differ by 2 % at a steady tempo, and by a quarter where it counts otherwise.
  private static var step: (least: Double, most: Double) { (0.05, 0.15) }

  /// How far from ours, in beats, one must fall for its tempo to tell which of them it is.
  private static var clear: Double { 0.2 }

  /// How sure the tracker has to be of it.
  private static var certainty: Double { 0.5 }

  /// Beats at half or double tempo after which it is believed: the tracker's or ours, whichever are shorter.
  private static var stubbornness: Double { 16 }

  /// Beats that are longer or shorter by more than a step, and not by half or twice, after which they are believed,
  /// wherever they fall: where a tracker takes three for two, every other beat falls on one of ours.
  private static var endurance: Double { 6 }

  /// The same of all these while the loop is young: a tracker that has just begun may have begun at the wrong one.
  private static var openness: Double { 2 }

  /// Beats that were followed after which the loop is not young any more.
  private static var maturity: Double { 8 }

  /// Announcements elsewhere that are believed, and half a beat off, once so many beats were followed: that is a
  /// tracker that has slipped to the off-beat, and comes back, sooner than a player who has.
  private static var faith: Double { 3 }
  private static var offBeat: (faith: Double, age: Double, place: Double) { (16, 32, 0.35) }

  /// Takes in that a beat falls at `moment`, `interval` after the one before, as the tracker believes
  /// with `confidence`, 0 to 1.
  @_noLocks
  package mutating func observe(moment: Double, interval: Double, confidence: Double) -> Outcome {
    let gap = moment - lastAnnounced
    lastAnnounced = moment
    let isOtherOctave = noteOctave(of: interval, at: moment)
    if isOtherBeat(interval, at: moment) { return goOver(toBeatsOf: interval, at: moment) }
    let elapsed = elapsed(by: moment, interval: interval)
    let error = moment - time - elapsed * period
    if elapsed >= 1, confidence >= Self.certainty, isStep(interval, error: error) {
      age += 1
      goOver(to: beat + elapsed, moment: moment, period: interval)
      return .moved
    }
    guard elapsed >= 1, abs(error) < Self.reach * period else {
      if elapsed < 1 || (isOtherOctave && interval < period) { return .otherOctave }
      return stray(moment: moment, interval: interval, gap: gap)
    }
    strays = max(0, strays - 0.34)
    let isAgreed = !isOtherOctave && agrees(interval, with: error)
    predict(elapsed)
    correct(
      by: error, jitter: isAgreed ? Self.agreeing.jitter : Self.jitter, confidence: confidence)
    if !isOtherOctave { age += 1 }
    return isOtherOctave ? .otherOctave : .followed
  }

  /// How many beats have gone by when one falls at `moment`, of length `interval`.
  ///
  /// Where players slow down it falls after ours, and before it where they go faster, however far that is: a
  /// tracker may not know before they strike again some beats later.
  @_noLocks
  private func elapsed(by moment: Double, interval: Double) -> Double {
    let place = position(at: moment) - beat
    let nearest = (place + 0.5).floored
    guard isOtherTempo(interval), abs(place - nearest) > Self.clear else { return nearest }
    return interval > period ? place.floored : place.floored + 1
  }

  /// Takes note of whether `interval` is half or twice ours, and gives in where it stays so.
  @_noLocks
  private mutating func noteOctave(of interval: Double, at moment: Double) -> Bool {
    let ratio = interval / period
    let isOther = (ratio > 1.7 && ratio < 2.4) || (ratio > 0.42 && ratio < 0.59)
    guard isOther else {
      octaveSince = .infinity
      return false
    }
    octaveSince = min(octaveSince, moment)
    let patience = age < Self.maturity ? Self.openness : Self.stubbornness
    guard !isTold, moment - octaveSince > patience * min(period, interval) else { return true }
    octaveSince = .infinity
    period = interval
    periodVariance = 0.0009 * period * period
    covariance = 0
    return false
  }

  /// Whether beats of length `interval` have come for so long that they are the player's, though they are neither
  /// near ours nor half or twice as long.
  @_noLocks
  private mutating func isOtherBeat(_ interval: Double, at moment: Double) -> Bool {
    guard !isTold, octaveSince == .infinity, abs(interval / period - 1) > Self.step.most else {
      otherSince = .infinity
      return false
    }
    otherSince = min(otherSince, moment)
    let patience = age < Self.maturity ? Self.openness : Self.endurance
    return moment - otherSince > patience * period
  }

  /// Counts an announcement that fell elsewhere, and goes over to them where they agree.
  @_noLocks
  private mutating func stray(moment: Double, interval: Double, gap: Double) -> Outcome {
    let isEven = abs(gap / interval - 1) < 0.15
    strays += isEven ? 1 : 0.5
    guard strays >= faith(in: moment, interval: interval) else { return .rejected }
    let isOther = octaveSince < .infinity
    return goOver(toBeatsOf: isOther || isTold ? period : interval, at: moment)
  }

  /// Goes over to beats of length `interval`, one of which falls at `moment`: that of ours which is nearest.
  @_noLocks
  private mutating func goOver(toBeatsOf interval: Double, at moment: Double) -> Outcome {
    let nearest = max(beat + 1, (position(at: moment) + 0.5).floored)
    goOver(to: nearest, moment: moment, period: interval)
    return .moved
  }

  /// How many announcements like the one at `moment` it takes.
  @_noLocks
  private func faith(in moment: Double, interval: Double) -> Double {
    let place = position(at: moment)
    let isOff = abs(place - (place + 0.5).floored) > Self.offBeat.place
    let isSameTempo = abs(interval / period - 1) < Self.step.most
    return age >= Self.offBeat.age && isOff && isSameTempo ? Self.offBeat.faith : Self.faith
  }

  /// Whether a beat of length `interval` is at another tempo, which explains why it was off by `error`.
  @_noLocks
  private func isStep(_ interval: Double, error: Double) -> Bool {
    (interval - period) * error > 0 && isOtherTempo(interval)
  }

  /// Whether beats of length `interval` are at another tempo, rather than at half of ours or twice it.
  @_noLocks
  private func isOtherTempo(_ interval: Double) -> Bool {
    let change = abs(interval / period - 1)
    return change > Self.step.least && change < Self.step.most
  }

  /// Starts anew from a beat that was announced, as old as before.
  @_noLocks
  private mutating func goOver(to beat: Double, moment: Double, period: Double) {
    let age = age
    lock(beat: beat, time: moment, period: period)
    self.age = age
  }
}
