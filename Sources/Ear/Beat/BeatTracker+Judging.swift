import Glibc

/// Going over to another way to hear the beat.
extension BeatTracker {
  /// From when on the beat is judged, until when it is early to do so, and at how many beats a minute no way is taken
  /// so early; how unlikely a way that was judged right must be for its tempo not to be taken for steady any more; and
  /// how many changes of chord it takes to speak of other beats: strokes that are all alike can be beats or parts of
  /// them.
  private static let judging = (
    seconds: 3.0, early: 6.0, slowest: 72.0, doubt: Float(0.1), changes: 2
  )
  /// From when on, and where it is how likely to the judge, a beat on which strokes fall is not left for another one
  /// that the filter finds by itself.
  private static let keeping = (seconds: 8.0, likelihood: Float(0.8))
  /// Beats that are counted anew.
  private static let recount = 24.0
  /// By how many octaves the beat differs from the last where it is another one.
  private static let leap = 0.2

  /// Asks whether the beat should be heard in another way, and does so if that is likelier in the long run.
  mutating func judge() {
    let seconds = Double(trail.steps) * hop / sampleRate
    guard !isLocked, seconds > Self.judging.seconds else { return }
    let verdict = BeatJudge.judge(
      trail, rate: sampleRate / hop, isCompound: filter.isCompound, isTold: toldCompound,
      tempo: told, expected: filter.expected, bar: bars.toldBeats)
    guard let verdict else { return }
    if verdict.followed < Self.judging.doubt { filter.isJudged = false }
    let rival = verdict.rival
    let isPlain = rival.ratio == 1 && rival.shift == 0
    let isKnown = isPlain || trail.changes.count >= Self.judging.changes
    let tempo = 60 * sampleRate / hop / trail.interval * rival.ratio
    let sense = contest.hear(
      verdict, isKnown: isKnown && Self.isOpen(tempo: tempo, after: seconds),
      isEarly: seconds < Self.judging.early)
    if let sense { hear(in: sense) }
  }

  /// Whether beats of `tempo` can be gone over to after so many seconds: early on, the halves of a swinging band's
  /// beats look likelier than they are.
  static func isOpen(tempo: Double, after seconds: Double) -> Bool {
    seconds >= judging.early || tempo >= judging.slowest
  }

  /// Follows the beat in another way from now on.
  ///
  /// Where only its parts are others, as when a player begins to swing, bars go on as they are counted.
  mutating func hear(in sense: BeatSense) {
    take(sense.isCompound)
    filter.isJudged = true
    contest.reset()
    guard sense.ratio != 1 || sense.shift != 0 else { return }
    let interval = trail.interval / sense.ratio
    let place = sense.place(trail.place)
    filter.believe(interval: interval, elapsed: (place - place.rounded(.down)) * interval)
    line.reset()
    countAnew(sense, interval: interval)
  }

  /// Has the filter go on as before where it has left, by `reading`, a beat that judge and strokes find right; returns
  /// what is known then.
  mutating func hold(_ reading: BeatFilter.Reading) -> BeatFilter.Reading {
    guard !isLocked, line.isSound, contest.followed > Self.keeping.likelihood,
      Double(trail.steps) * hop > Self.keeping.seconds * sampleRate,
      abs(log2(reading.interval / trail.interval)) > Self.leap
    else { return reading }
    let place = trail.place + 1 / trail.interval
    filter.believe(
      interval: trail.interval, elapsed: (place - place.rounded(.down)) * trail.interval)
    return filter.reading()
  }

  /// Counts bars anew where the filter itself has found another beat, of `interval` steps.
  mutating func recount(at interval: Double) {
    defer { counted = interval }
    guard !isLocked, !isCountedIn, let counted,
      abs(log2(interval / counted)) > Self.leap
    else { return }
    let inTwo = filter.isCompound && bars.beatsPerBar == 2
    countAnew(BeatSense(ratio: 1, shift: 0, isCompound: inTwo), interval: interval)
  }

  /// Counts bars by the chords of late, and what the network said, in beats of `interval` steps.
  private mutating func countAnew(_ sense: BeatSense, interval: Double) {
    let place = sense.place(trail.place)
    bars.reset()
    if sense.isCompound { bars.countInTwo() }
    let beat = interval * hop
    let now = Double(now)
    // The next beat that is announced is the first from here on.
    let end = (announced ?? now) + Self.nearest * beat
    let next = (place + (end - now) / beat).rounded(.up)
    for back in stride(from: Self.recount, to: 0, by: -1) {
      _ = bars.count(frame: Int64(now + (next - back - place) * beat))
    }
    if let first = trail.beginning.map(sense.place),
      abs(first - first.rounded()) < Self.counting.reach
    {
      bars.suppose(Int(next - first.rounded()))
    }
    beginning = nil
    let frame = { (old: Double) in Int64(now - (place - sense.place(old)) * beat) }
    for change in trail.changes {
      bars.change(frame: frame(change.place), reach: Int64(Self.reach * beat))
    }
    for word in trail.words {
      bars.hear(
        chance: word.odds.beatChance, ofDownbeat: word.odds.downbeatChance,
        frame: frame(word.place), reach: Int64(Self.lookReach * beat))
    }
  }
}
