import Glibc

/// Follows the beat, and announces each one about a beat before it falls.
///
/// Four unpitched strokes out of silence lock tempo, phase and downbeat at once; without them the
/// tracker listens until it is sure. When the player stops, so do the beats.
package struct BeatTracker {
  private static let slowest = 55.0
  private static let fastest = 220.0
  /// Seconds without an onset after which the player has stopped, and the same in beats; the
  /// longer counts, so that one may strum once a bar.
  private static let patience = (seconds: 2.0, beats: 4.6)
  /// Onsets that it takes to be as sure as can be.
  private static let enough = 6
  /// How sure the filter must be before the first beat is announced.
  private static let certainty: Float = 0.25

  private let sampleRate: Double
  private var framer: Framer
  private var spectrum: FluxSpectrum
  private var picker = OnsetPicker()
  private var activation = BeatActivation()
  private var filter: BeatFilter
  private var chords: ChordRecognizer
  private var bars = BarCounter()
  private var countIn: CountIn
  private var lastOnset: Int64?
  private var lastTap: Int64?
  /// The beat last announced, in input frames.
  private var announced: Double?
  private var isCountedIn = false
  /// The tempo the player told, in beats a minute.
  private var told: Double?
  /// Whether a count-in or taps gave the beat.
  private var isLocked = false
  /// Onsets since the player began, not counting strokes that may yet become a count-in.
  private var onsetCount = 0
  private var strokes = 0

  /// Creates a tracker for audio at `sampleRate` hertz.
  package init(sampleRate: Double) {
    self.sampleRate = sampleRate
    framer = Framer(
      sampleRate: sampleRate, minimumRate: FluxSpectrum.minimumRate, length: FluxSpectrum.window,
      hop: FluxSpectrum.hop)
    spectrum = FluxSpectrum(rate: framer.rate)
    filter = BeatFilter(
      framesPerSecond: framer.rate / Double(FluxSpectrum.hop), slowest: Self.slowest,
      fastest: Self.fastest)
    chords = ChordRecognizer(sampleRate: sampleRate)
    countIn = CountIn(sampleRate: sampleRate, slowest: Self.slowest, fastest: Self.fastest)
  }

  /// Forgets everything heard, and all hints but the metre.
  package mutating func reset() {
    var bars = bars
    bars.reset()
    self = BeatTracker(sampleRate: sampleRate)
    self.bars = bars
  }

  /// Tells the tempo, in beats a minute; the phase is still listened for.
  package mutating func setTempo(_ bpm: Double) {
    told = min(max(bpm, Self.slowest), Self.fastest)
    preferTold()
  }

  /// Tells how many beats a bar has; 0 lets the tracker find out whether three or four.
  package mutating func setBeatsPerBar(_ count: Int) { bars.tell(count) }

  private mutating func preferTold() {
    filter.prefer(told.map { 60 * sampleRate / $0 / hop }, spread: 0.04)
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
    lastOnset = framer.heard
    isLocked = true
    announced = Double(frame)
    filter.lock(interval: interval, elapsed: Double(now - frame) / hop)
  }

  /// Listens to `samples`; calls `emit` for each beat to come.
  package mutating func process(
    _ samples: UnsafeBufferPointer<Float>, _ emit: (BeatEstimate) -> Void
  ) {
    var rest = samples
    while advance(through: &rest) {
      let flux = spectrum.observe(framer)
      listen(flux)
      filter.step(activation.step(flux))
      if let estimate = announce() { emit(estimate) }
    }
  }

  /// Moves on to the next frame, and hears the chords of exactly what it took.
  private mutating func advance(through samples: inout UnsafeBufferPointer<Float>) -> Bool {
    let before = samples
    let isComplete = framer.advance(through: &samples)
    var changes: [Int64] = []
    chords.process(UnsafeBufferPointer(rebasing: before.dropLast(samples.count))) { estimate in
      if estimate.isSettled, estimate.chord != nil { changes.append(estimate.frame) }
    }
    for change in changes { accent(change) }
    return isComplete
  }

  /// Learns that the chord changed at input frame `frame`: chords change on beats, mostly the first.
  private mutating func accent(_ frame: Int64) {
    filter.accent(ago: Double(now - frame) / hop, weight: 2)
    let reach = Int64(0.35 * filter.reading().interval * hop)
    bars.accent(frame: frame, weight: 2, reach: reach)
  }

  /// Input frames in a hop.
  private var hop: Double { Double(framer.inputFrames(Double(FluxSpectrum.hop))) }

  /// The input frame that the newest flux speaks of.
  private var now: Int64 { framer.frame(age: OnsetDetector.latency) }

  private mutating func listen(_ flux: FluxSpectrum.Flux) {
    let noisiness = spectrum.flatness(rate: framer.rate)
    guard let pick = picker.step(flux, noisiness: noisiness) else { return }
    let frame = now - framer.inputFrames(Double(pick.age * FluxSpectrum.hop))
    lastOnset = frame
    strokes += 1
    if !pick.isPercussive || strokes > 4 { onsetCount += 1 }
    guard let lock = countIn.hear(frame: Double(frame), isPercussive: pick.isPercussive) else {
      return
    }
    filter.lock(interval: lock.interval / hop, elapsed: (Double(now) - lock.lastStroke) / hop)
    filter.prefer(lock.interval / hop, spread: 0.06)
    bars.begin()
    announced = lock.lastStroke
    isCountedIn = true
    isLocked = true
  }

  /// How much of the patience with a silent player is left, 1 to 0.
  private func patienceLeft(_ interval: Double) -> Double {
    guard let lastOnset else { return 0 }
    let patience = max(Self.patience.seconds * sampleRate, Self.patience.beats * interval)
    return max(0, 1 - Double(framer.heard - lastOnset) / patience)
  }

  private mutating func announce() -> BeatEstimate? {
    let reading = filter.reading()
    let interval = reading.interval * hop
    let patience = patienceLeft(interval)
    guard patience > 0 else {
      if announced != nil || strokes > 0 { stop() }
      return nil
    }
    let last = announced ?? -.infinity
    let confidence = isCountedIn ? 1 : sureness(reading.confidence, patience: patience)
    guard Double(framer.heard) >= last, announced != nil || confidence > Self.certainty else {
      return nil
    }
    var next = Double(now) + (1 - reading.phase) * interval
    let earliest = max(Double(framer.heard), last + 0.6 * interval)
    while next < earliest { next += interval }
    while next - interval > earliest { next -= interval }
    announced = next
    defer { isCountedIn = false }
    let frame = max(framer.heard, Int64(next.rounded()))
    return BeatEstimate(
      frame: frame, heard: framer.heard, number: bars.count(frame: frame),
      beatsPerBar: bars.beatsPerBar, tempo: 60 * sampleRate / interval, confidence: confidence,
      isCountIn: isCountedIn)
  }

  /// What the filter believes, less while little was heard and while the player pauses.
  private func sureness(_ belief: Float, patience: Double) -> Float {
    let begun = isLocked ? 1 : min(1, Float(onsetCount) / Float(Self.enough))
    return belief * begun * min(1, Float(2 * patience))
  }

  private mutating func stop() {
    announced = nil
    strokes = 0
    onsetCount = 0
    isLocked = false
    lastOnset = nil
    preferTold()
    filter.reset()
    bars.reset()
  }
}
