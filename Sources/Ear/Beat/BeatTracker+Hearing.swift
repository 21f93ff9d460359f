import Glibc

/// What is heard, and what it says of the beat.
extension BeatTracker {
  /// How much a new chord, and the first stroke of all, speak for a beat: logarithms of likelihoods.
  private static let chordWeight: Float = 5
  private static let toldChordWeight: Float = 3
  private static let firstWeight: Float = 6
  /// The latter where a network sees the stroke, too.
  private static let seenFirstWeight: Float = 3
  /// How sure the filter must be for small changes of the beat to be the player's.
  private static let clarity: Float = 0.5
  /// Within what part of a beat something falls on it.
  static let reach = 0.35
  /// The same of what the network hears, which knows better where.
  static let lookReach = 0.3

  /// Learns of a chord: chords change on beats, mostly the first; the network hears of first guesses, too.
  mutating func listen(_ change: ChordEstimate) {
    sight.see(change, at: heard, rate: sampleRate)
    guard change.isSettled, change.chord != nil else { return }
    let weight = isLocked ? Self.toldChordWeight : Self.chordWeight
    let ago = Double(now - change.frame) / hop
    filter.accent(ago: ago, weight: weight)
    trail.change(ago: ago)
    let reach = Int64(Self.reach * filter.reading().interval * hop)
    bars.change(frame: change.frame, reach: reach)
  }

  mutating func listen(_ onset: Onset) {
    if lastOnset == nil {
      beginning = onset.frame
      trail.begin(ago: Double(now - onset.frame) / hop)
    }
    if lastOnset == nil, !onset.isPercussive {
      filter.accent(
        ago: Double(now - onset.frame) / hop,
        weight: network == nil ? Self.firstWeight : Self.seenFirstWeight)
    }
    lastOnset = onset.frame
    patience.hear()
    line.hear(strokeAt: Double(onset.frame), strength: onset.strength)
    hasten()
    heedLine()
    strokes += 1
    if !onset.isPercussive || strokes > 4 { onsetCount += 1 }
    if let lock = countIn.hear(frame: Double(onset.frame), isPercussive: onset.isPercussive) {
      take(lock)
    }
  }

  private mutating func take(_ lock: CountIn.Lock) {
    filter.lock(interval: lock.interval / hop, elapsed: (Double(now) - lock.lastStroke) / hop)
    keep(pace: lock.interval / hop)
    bars.begin()
    beginning = nil
    begin(at: lock.lastStroke + lock.interval, interval: lock.interval)
    line.reset()
    isCountedIn = true
    isLocked = true
  }

  /// Counts bars from the beat at `first`, which may have been announced already: where strokes count in for
  /// longer than four, or go on.
  private mutating func begin(at first: Double, interval: Double) {
    if let announced, abs(announced - first) < (1 - Self.nearest) * interval {
      _ = bars.count(frame: Int64(announced))
    } else {
      announced = first - interval
    }
  }

  /// Moves on by a step that brought `flux`, and says what is known of the beat.
  ///
  /// The network is asked, too, unless the player has told the beat.
  mutating func follow(_ flux: FluxSpectrum.Flux) -> BeatFilter.Reading {
    filter.step(activation.step(flux))
    let odds = sight.see(flux, against: activation) ? network?.look(sight.values) : nil
    if let odds, !isLocked { filter.weigh(odds.beat, of: BeatSight.frameCount) }
    let reading = hold(filter.reading())
    trail.follow(reading, isSure: reading.confidence > Self.clarity, flux: flux)
    if let odds { learn(odds, reading) }
    return reading
  }

  /// Keeps what the network says of the last look: beats for the judge, downbeats for the bars.
  mutating func learn(_ odds: BeatNetwork.Odds, _ reading: BeatFilter.Reading) {
    let ago = Double(BeatSight.frameCount - 1) / 2
    trail.learn(odds, ago: ago)
    bars.hear(
      chance: odds.beatChance, ofDownbeat: odds.downbeatChance, frame: now - Int64(ago * hop),
      reach: Int64(Self.lookReach * reading.interval * hop))
  }
}
