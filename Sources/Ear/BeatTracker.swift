import Glibc

/// Follows the beat, and announces each one about a beat before it falls.
///
/// Four unpitched strokes out of silence lock tempo, phase and downbeat at once; without them the
/// tracker listens until it is sure. When the player stops, so do the beats.
package struct BeatTracker: Listener {
  package static let parts: FrontEnd.Parts = [.onsets, .chords]

  private static let slowest = 55.0
  private static let fastest = 220.0
  /// Seconds without an onset after which the player has stopped, and the same in beats; the
  /// longer counts, so that one may strum once a bar.
  private static let patience = (seconds: 2.0, beats: 4.6)
  /// Onsets that it takes to be as sure as can be.
  private static let enough = 6
  /// How sure the filter must be before the first beat is announced.
  private static let certainty: Float = 0.25
  /// How much a new chord, and the first stroke of all, speak for a beat: logarithms of likelihoods.
  private static let chordWeight: Float = 5
  private static let toldChordWeight: Float = 3
  private static let firstWeight: Float = 6
  /// How sure it must be, within how many beats of the first stroke, and how far off whole beats at
  /// most, to count bars from there: over more of them the tempo's error adds up.
  private static let counting = (certainty: Float(0.95), beats: 9.0, reach: 0.15)

  /// How sure the filter must be for small changes of the beat to be the player's.
  private static let clarity: Float = 0.5
  /// From when on the beat is judged, how likely another way to hear it must be, how unlikely that which
  /// was judged right for its tempo not to be taken for steady any more, and how many changes of chord
  /// it takes to speak of another tempo: strokes that are all alike can be beats or parts of them.
  private static let judging = (
    seconds: 4.0, likelihood: Float(0.85), doubt: Float(0.1), changes: 2
  )
  /// How soon after a beat the next may be announced, in beats.
  private static let nearest = 0.6
  /// Beats that are counted anew.
  private static let recount = 24.0

  private let sampleRate: Double
  /// Input frames from one step to the next.
  private let hop: Double
  /// Input frames heard, and the one that the newest flux speaks of.
  private var heard: Int64 = 0
  private(set) var now: Int64 = 0
  private var activation = BeatActivation()
  private var filter: BeatFilter
  private var bars = BarCounter()
  private var countIn: CountIn
  private(set) var trail = BeatTrail()
  /// The way to hear the beat that was likeliest at the last one, if it is not the way of the filter.
  private var rival: BeatSense?
  /// Whether the player has said that beats have three parts.
  private var toldCompound = false
  private var lastOnset: Int64?
  private var lastTap: Int64?
  /// Where the player began, until bars are counted from there or from elsewhere.
  private var beginning: Int64?
  /// The beat last announced, in input frames.
  private var announced: Double?
  private var isCountedIn = false
  /// The tempo the player told, in beats a minute.
  private var told: Double?
  /// Whether a count-in or taps gave the beat, and how long it was when the player last stopped, in
  /// steps: whoever goes on goes on at that tempo.
  private var isLocked = false
  private var resting: Double?
  /// Onsets since the player began, not counting strokes that may yet become a count-in.
  private var onsetCount = 0
  private var strokes = 0

  /// Creates a tracker for audio at `sampleRate` hertz.
  package init(sampleRate: Double) {
    self.sampleRate = sampleRate
    let rate = FrontEnd.frameRate(for: sampleRate)
    hop = Double(FrontEnd.hop) * sampleRate / rate
    filter = BeatFilter(
      framesPerSecond: rate / Double(FrontEnd.hop), slowest: Self.slowest, fastest: Self.fastest)
    countIn = CountIn(sampleRate: sampleRate, slowest: Self.slowest, fastest: Self.fastest)
  }

  /// Tells the tempo, in beats a minute; the phase is still listened for.
  package mutating func setTempo(_ bpm: Double) {
    told = min(max(bpm, Self.slowest), Self.fastest)
    preferTold()
  }

  /// Tells how many beats a bar has; 0 lets the tracker find out whether three or four.
  package mutating func setBeatsPerBar(_ count: Int) { bars.tell(count) }

  /// Tells whether beats have three parts, as in 6/8, rather than two.
  package mutating func setCompound(_ isCompound: Bool) {
    toldCompound = isCompound
    take(isCompound)
  }

  private mutating func take(_ isCompound: Bool) {
    guard isCompound != filter.isCompound else { return }
    filter.isCompound = isCompound
    if !isLocked { preferTold() }
  }

  private mutating func preferTold() {
    guard told == nil, let resting else {
      return filter.prefer(told.map { 60 * sampleRate / $0 / hop }, spread: 0.04)
    }
    filter.prefer(resting, spread: 0.1)
  }

  /// Tells that a beat falls at input frame `frame`; two taps tell the tempo as well.
  package mutating func tap(at frame: Int64) {
    defer { lastTap = frame }
    var interval = filter.reading().interval
    if let lastTap, frame > lastTap {
      let tempo = 60 * sampleRate / Double(frame - lastTap)
      if tempo >= Self.slowest, tempo <= Self.fastest {
        interval = Double(frame - lastTap) / hop
        filter.prefer(interval, spread: 0.06)
      }
    }
    lastOnset = heard
    isLocked = true
    announced = Double(frame)
    filter.lock(interval: interval, elapsed: Double(now - frame) / hop)
  }

  /// Hears a step; calls `emit` for each beat to come.
  package mutating func hear(_ front: FrontEnd, _ emit: (BeatEstimate) -> Void) {
    let changes = front.chords.filter { $0.isSettled && $0.chord != nil }
    if front.news.contains(.frames) {
      heard = front.heard
      now = front.framer.frame(age: OnsetDetector.latency)
    }
    for change in changes { accent(change.frame) }
    guard front.news.contains(.onsets) else { return }
    if let onset = front.onsets.settled { listen(onset) }
    filter.step(activation.step(front.onsets.flux))
    let reading = filter.reading()
    trail.follow(reading, isSure: reading.confidence > Self.clarity, flux: front.onsets.flux)
    guard let estimate = announce(reading) else { return }
    emit(estimate)
    judge()
  }

  /// Learns that the chord changed at input frame `frame`: chords change on beats, mostly the first.
  private mutating func accent(_ frame: Int64) {
    let weight = isLocked ? Self.toldChordWeight : Self.chordWeight
    filter.accent(ago: Double(now - frame) / hop, weight: weight)
    trail.change(ago: Double(now - frame) / hop)
    let reach = Int64(0.35 * filter.reading().interval * hop)
    bars.accent(frame: frame, weight: 2, reach: reach)
  }

  private mutating func listen(_ onset: Onset) {
    if lastOnset == nil {
      beginning = onset.frame
      trail.begin(ago: Double(now - onset.frame) / hop)
    }
    if lastOnset == nil, !onset.isPercussive {
      filter.accent(ago: Double(now - onset.frame) / hop, weight: Self.firstWeight)
    }
    lastOnset = onset.frame
    strokes += 1
    if !onset.isPercussive || strokes > 4 { onsetCount += 1 }
    guard
      let lock = countIn.hear(frame: Double(onset.frame), isPercussive: onset.isPercussive)
    else { return }
    filter.lock(interval: lock.interval / hop, elapsed: (Double(now) - lock.lastStroke) / hop)
    filter.prefer(lock.interval / hop, spread: 0.06)
    bars.begin()
    beginning = nil
    announced = lock.lastStroke
    isCountedIn = true
    isLocked = true
  }

  /// How much of the patience with a silent player is left, 1 to 0.
  private func patienceLeft(_ interval: Double) -> Double {
    guard let lastOnset else { return 0 }
    let patience = max(Self.patience.seconds * sampleRate, Self.patience.beats * interval)
    return max(0, 1 - Double(heard - lastOnset) / patience)
  }

  private mutating func announce(_ reading: BeatFilter.Reading) -> BeatEstimate? {
    let interval = reading.interval * hop
    let patience = patienceLeft(interval)
    guard patience > 0 else {
      if announced != nil || strokes > 0 { stop() }
      return nil
    }
    let last = announced ?? -.infinity
    let confidence = isCountedIn ? 1 : sureness(reading.confidence, patience: patience)
    guard Double(heard) >= last, announced != nil || confidence > Self.certainty else {
      return nil
    }
    var next = Double(now) + (1 - reading.phase) * interval
    let earliest = max(Double(heard), last + Self.nearest * interval)
    while next < earliest { next += interval }
    while next - interval > earliest { next -= interval }
    if confidence > Self.counting.certainty { countFromBeginning(next, interval: interval) }
    announced = next
    defer { isCountedIn = false }
    let frame = max(heard, Int64(next.rounded()))
    return BeatEstimate(
      frame: frame, heard: heard, number: bars.count(frame: frame),
      beatsPerBar: bars.beatsPerBar, tempo: 60 * sampleRate / interval, confidence: confidence,
      isCountIn: isCountedIn)
  }

  /// Takes the stroke that the player began with for the beginning of a bar, if the beat at `next` is a
  /// whole number of beats after it.
  private mutating func countFromBeginning(_ next: Double, interval: Double) {
    guard let first = beginning else { return }
    beginning = nil
    let beats = (next - Double(first)) / interval
    guard beats < Self.counting.beats, abs(beats - beats.rounded()) < Self.counting.reach
    else { return }
    bars.suppose(Int(beats.rounded()))
  }

  /// Asks whether the beat should be heard in another way, and does so if that is likelier twice on end.
  private mutating func judge() {
    guard !isLocked, trail.steps > Int(Self.judging.seconds * sampleRate / hop) else { return }
    let verdict = BeatJudge.judge(
      trail, rate: sampleRate / hop, isCompound: filter.isCompound, isTold: toldCompound,
      tempo: told)
    guard let verdict else { return }
    if verdict.followed < Self.judging.doubt { filter.isJudged = false }
    let isFollowed =
      verdict.best == BeatSense(ratio: 1, shift: 0, isCompound: filter.isCompound)
    let isKnowable = verdict.best.ratio == 1 || trail.changes.count >= Self.judging.changes
    guard !isFollowed, isKnowable, verdict.likelihood > Self.judging.likelihood else {
      return rival = nil
    }
    guard rival == verdict.best else { return rival = verdict.best }
    hear(in: verdict.best)
  }

  /// Follows the beat in another way from now on, and counts its bars anew by the chords of late.
  private mutating func hear(in sense: BeatSense) {
    let interval = trail.interval / sense.ratio
    let place = sense.place(trail.place)
    take(sense.isCompound)
    filter.believe(interval: interval, elapsed: (place - place.rounded(.down)) * interval)
    filter.isJudged = true
    rival = nil
    bars.reset()
    if sense.isCompound { bars.countInTwo() }
    let beat = interval * hop
    // The next beat that is announced is the first from here on.
    let end = (announced ?? Double(now)) + Self.nearest * beat
    let next = (place + (end - Double(now)) / beat).rounded(.up)
    for back in stride(from: Self.recount, to: 0, by: -1) {
      _ = bars.count(frame: now + Int64((next - back - place) * beat))
    }
    if let first = trail.beginning.map(sense.place),
      abs(first - first.rounded()) < Self.counting.reach
    {
      bars.suppose(Int(next - first.rounded()))
    }
    beginning = nil
    for change in trail.changes {
      let frame = Double(now) - (place - sense.place(change.place)) * beat
      bars.accent(frame: Int64(frame), weight: 2, reach: Int64(0.35 * beat))
    }
  }

  /// What the filter believes, less while little was heard and while the player pauses.
  private func sureness(_ belief: Float, patience: Double) -> Float {
    let begun = isLocked ? 1 : min(1, Float(onsetCount) / Float(Self.enough))
    return belief * begun * min(1, Float(2 * patience))
  }

  private mutating func stop() {
    if isLocked { resting = filter.reading().interval }
    announced = nil
    strokes = 0
    onsetCount = 0
    isLocked = false
    lastOnset = nil
    rival = nil
    filter.isCompound = toldCompound
    preferTold()
    filter.reset()
    bars.reset()
  }
}
