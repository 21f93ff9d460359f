import Glibc

/// Follows the beat, and announces each one about a beat before it falls.
///
/// Four unpitched strokes out of silence lock tempo, phase and downbeat at once; without them the
/// tracker listens until it is sure. When the player stops, so do the beats.
package struct BeatTracker {
  private static let slowest = 55.0
  private static let fastest = 220.0
  /// Seconds without an onset, and without sound, after which the player has stopped.
  private static let patience = 2.0
  /// How sure the filter must be before the first beat is announced.
  private static let certainty: Float = 0.25

  private let sampleRate: Double
  private var framer: Framer
  private var spectrum: FluxSpectrum
  private var picker = OnsetPicker()
  private var activation = BeatActivation()
  private var filter: BeatFilter
  private var bars = BarCounter()
  private var countIn: CountIn
  private var lastOnset: Int64?
  private var lastTap: Int64?
  /// The beat last announced, in input frames.
  private var announced: Double?
  private var isCountedIn = false
  /// Unpitched strokes since the player began; many once a pitch has sounded.
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
    countIn = CountIn(sampleRate: sampleRate, slowest: Self.slowest, fastest: Self.fastest)
  }

  /// Forgets everything heard, and all hints.
  package mutating func reset() { self = BeatTracker(sampleRate: sampleRate) }

  /// Tells the tempo, in beats a minute; the phase is still listened for.
  package mutating func setTempo(_ bpm: Double) {
    let tempo = min(max(bpm, Self.slowest), Self.fastest)
    filter.prefer(60 * sampleRate / tempo / hop, spread: 0.04)
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
    filter.lock(interval: interval, elapsed: Double(now - frame) / hop)
  }

  /// Listens to `samples`; calls `emit` for each beat to come.
  package mutating func process(
    _ samples: UnsafeBufferPointer<Float>, _ emit: (BeatEstimate) -> Void
  ) {
    var rest = samples
    while framer.advance(through: &rest) {
      let flux = spectrum.observe(framer)
      listen(flux)
      filter.step(activation.step(flux))
      if let estimate = announce() { emit(estimate) }
    }
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
    strokes = pick.isPercussive ? strokes + 1 : 100
    guard let lock = countIn.hear(frame: Double(frame), isPercussive: pick.isPercussive) else {
      return
    }
    filter.lock(interval: lock.interval / hop, elapsed: (Double(now) - lock.lastStroke) / hop)
    filter.prefer(lock.interval / hop, spread: 0.06)
    bars.begin()
    announced = lock.lastStroke
    isCountedIn = true
  }

  private var isPlaying: Bool {
    guard let lastOnset else { return false }
    return Double(framer.heard - lastOnset) < Self.patience * sampleRate
  }

  private mutating func announce() -> BeatEstimate? {
    guard isPlaying else {
      if announced != nil || strokes > 0 { stop() }
      return nil
    }
    let last = announced ?? -.infinity
    guard Double(framer.heard) >= last else { return nil }
    let reading = filter.reading()
    guard announced != nil || (strokes > 4 && reading.confidence > Self.certainty) else {
      return nil
    }
    let interval = reading.interval * hop
    var next = Double(now) + (1 - reading.phase) * interval
    let earliest = max(Double(framer.heard), last + 0.6 * interval)
    while next < earliest { next += interval }
    while next - interval > earliest { next -= interval }
    announced = next
    defer { isCountedIn = false }
    let frame = max(framer.heard, Int64(next.rounded()))
    return BeatEstimate(
      frame: frame, heard: framer.heard, number: bars.count(frame: frame),
      beatsPerBar: bars.beatsPerBar, tempo: 60 * sampleRate / interval,
      confidence: isCountedIn ? 1 : reading.confidence, isCountIn: isCountedIn)
  }

  private mutating func stop() {
    announced = nil
    strokes = 0
    filter.prefer(nil, spread: 1)
    filter.reset()
    bars.reset()
  }
}
