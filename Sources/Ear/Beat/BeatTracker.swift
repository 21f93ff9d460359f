import Glibc

/// Follows the beat, and announces each one well before it falls.
///
/// Four unpitched strokes out of silence lock tempo, phase and downbeat at once; without them the
/// tracker listens until it is sure. When the player stops, so do the beats.
package struct BeatTracker: Listener {
  package static let parts: FrontEnd.Parts = [.onsets, .chords]

  /// Beats a minute that are looked for: a bit beyond 55, at which a player may not arrive exactly.
  static let slowest = 52.0
  static let fastest = 220.0
  /// How sure the filter must be before the first beat is announced.
  private static let certainty: Float = 0.25
  /// How sure it must be, within how many beats of the first stroke, and how far off whole beats at
  /// most, to count bars from there: over more of them the tempo's error adds up.
  static let counting = (certainty: Float(0.95), beats: 9.0, reach: 0.15)
  /// How soon after a beat the next may fall, in beats.
  static let nearest = 0.6
  /// How long after a beat the next is announced, in beats, where strokes tell where it falls: what was struck on the
  /// one before is known by then.
  private static let pause = 0.3

  let sampleRate: Double
  /// Input frames from one step to the next.
  let hop: Double
  /// Input frames heard, and the one that the newest flux speaks of.
  var heard: Int64 = 0
  var now: Int64 = 0
  var activation = BeatActivation()
  var filter: BeatFilter
  var bars = BarCounter()
  var countIn: CountIn
  var network: BeatNetwork?
  var sight = BeatSight()
  var trail = BeatTrail()
  var line: BeatLine
  var patience: BeatPatience
  var contest = BeatContest()
  /// Whether the player has said that beats have three parts.
  var toldCompound = false
  var lastOnset: Int64?
  var lastTap: Int64?
  /// Where the player began, until bars are counted from there or from elsewhere.
  var beginning: Int64?
  /// The beat last announced, in input frames.
  var announced: Double?
  /// How long it was, in steps.
  var counted: Double?
  var isCountedIn = false
  /// Whether the next beat is announced without a pause.
  var isHasty = false
  /// The tempo the player told, in beats a minute.
  var told: Double?
  /// How long a beat that the player told has become, in steps: he may drift far from what he told.
  var pace: Double?
  /// Whether a count-in or taps gave the beat, and how long it was when the player last stopped, in
  /// steps: whoever goes on goes on at that tempo.
  var isLocked = false
  var resting: Double?
  /// Onsets since the player began, not counting strokes that may yet become a count-in.
  var onsetCount = 0
  var strokes = 0

  /// Creates a tracker for audio at `sampleRate` hertz that goes by strokes and chords alone.
  package init(sampleRate: Double) { self.init(sampleRate: sampleRate, network: nil) }

  /// Creates a tracker for audio at `sampleRate` hertz that asks a network, too.
  package init(sampleRate: Double, model: BeatModel) {
    self.init(sampleRate: sampleRate, network: BeatNetwork(model))
  }

  private init(sampleRate: Double, network: BeatNetwork?) {
    self.sampleRate = sampleRate
    self.network = network
    let rate = FrontEnd.frameRate(for: sampleRate)
    hop = Double(FrontEnd.hop) * sampleRate / rate
    filter = BeatFilter(
      framesPerSecond: rate / Double(FrontEnd.hop), slowest: Self.slowest, fastest: Self.fastest)
    countIn = CountIn(sampleRate: sampleRate, slowest: Self.slowest, fastest: Self.fastest)
    line = BeatLine(sampleRate: sampleRate)
    patience = BeatPatience(sampleRate: sampleRate)
  }

  /// Hears a step; calls `emit` for each beat to come.
  package mutating func hear(_ front: FrontEnd, _ emit: (BeatEstimate) -> Void) {
    if front.news.contains(.frames) {
      heard = front.heard
      now = front.framer.frame(age: OnsetDetector.latency)
    }
    for change in front.chords { listen(change) }
    guard front.news.contains(.onsets) else { return }
    if let onset = front.onsets.settled { listen(onset) }
    patience.wait(hop, level: front.onsets.flux.level)
    guard let estimate = announce(follow(front.onsets.flux)) else { return }
    emit(estimate)
    keepPace()
    judge()
  }

  private mutating func announce(_ reading: BeatFilter.Reading) -> BeatEstimate? {
    let interval = reading.interval * hop
    let patience = lastOnset == nil ? 0 : patience.left(interval)
    guard patience > 0 else {
      if announced != nil || strokes > 0 { stop() }
      return nil
    }
    let last = announced ?? -.infinity
    let belief = isCountedIn ? 1 : sureness(reading.confidence, patience: patience)
    let pause = line.isSound ? Self.pause * interval : 0
    guard isHasty || Double(heard) >= last + pause, announced != nil || belief > Self.certainty
    else { return nil }
    var next = Double(now) + (1 - reading.phase) * interval
    let earliest = max(Double(heard), last + Self.nearest * interval)
    while next < earliest { next += interval }
    while next - interval > earliest { next -= interval }
    if belief > Self.counting.certainty { countFromBeginning(next, interval: interval) }
    recount(at: reading.interval)
    defer { (isCountedIn, isHasty) = (false, false) }
    let aligned = align(next, interval: interval)
    announced = aligned.time
    let frame = max(heard, Int64(aligned.time.rounded()))
    return BeatEstimate(
      frame: frame, heard: heard, number: bars.count(frame: frame),
      beatsPerBar: bars.beatsPerBar, tempo: 60 * sampleRate / aligned.interval,
      confidence: confidence(belief), isCountIn: isCountedIn)
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

  private mutating func stop() {
    if isLocked { resting = filter.reading().interval }
    line.reset()
    announced = nil
    counted = nil
    strokes = 0
    onsetCount = 0
    isLocked = false
    pace = nil
    lastOnset = nil
    contest.reset()
    network?.reset()
    filter.isCompound = toldCompound
    preferTold()
    filter.reset()
    bars.reset()
  }
}
