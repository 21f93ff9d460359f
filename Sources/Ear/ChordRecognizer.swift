import Glibc

/// Names the chords of a player while they sound, twice over.
///
/// A first opinion comes soon after the strum, for whoever plays along; a settled one follows
/// within half a second, with its beginning back-dated, for whoever reads or writes it down.
package struct ChordRecognizer {
  /// Seconds between two frames.
  private static let hop = 256.0 / 11_025
  /// Seconds in a frame of the settled opinion, as in Mauch & Dixon (ISMIR 2010).
  private static let longWindow = 0.3715
  /// Seconds in a frame of the first opinion.
  private static let quickWindow = 0.3

  /// How far from an onset a chord may seem to begin and still begin with it, in seconds.
  private static let reach = 0.2

  private let sampleRate: Double
  private var framer: Framer
  private var onsets: OnsetDetector
  private var recentOnsets: [Int64] = []
  private var tuning: Tuning
  private var fast: HarmonyStream
  private var settled: HarmonyStream

  /// Creates a recogniser of audio at `sampleRate` hertz.
  package init(sampleRate: Double) {
    self.sampleRate = sampleRate
    onsets = OnsetDetector(sampleRate: sampleRate)
    let rate = Framer.rate(for: sampleRate, atLeast: 11_025)
    let hop = Int((Self.hop * rate).rounded())
    framer = Framer(sampleRate: sampleRate, minimumRate: 11_025, length: 8192, hop: hop)
    tuning = Tuning(framesPerSecond: rate / Double(hop))
    let long = Window.hann(Int(Self.longWindow * rate))
    let quick = Window.asymmetric(Int(Self.quickWindow * rate), fall: Int(0.05 * rate))
    settled = HarmonyStream(window: long, rate: rate, lag: 14, changeCost: 25, isSettled: true)
    fast = HarmonyStream(window: quick, rate: rate, lag: 0, changeCost: 12, isSettled: false)
  }

  /// Forgets everything heard.
  package mutating func reset() {
    framer.reset()
    onsets.reset()
    recentOnsets = []
    tuning.reset()
    fast.reset()
    settled.reset()
  }

  /// Listens to `samples`; calls `emit` for each chord that begins.
  package mutating func process(
    _ samples: UnsafeBufferPointer<Float>, _ emit: (ChordEstimate) -> Void
  ) {
    var rest = samples
    while advance(through: &rest) {
      settled.observe(framer)
      fast.observe(framer)
      if settled.isSounding { tuning.follow(settled.bins) }
      if let estimate = fast.decide(framer, tuning) { emit(estimate) }
      if let estimate = settled.decide(framer, tuning) { emit(snapped(estimate)) }
    }
  }

  /// Moves on to the next frame, and hears the onsets of exactly what it took.
  private mutating func advance(through samples: inout UnsafeBufferPointer<Float>) -> Bool {
    let before = samples
    let isComplete = framer.advance(through: &samples)
    let taken = UnsafeBufferPointer(rebasing: before.dropLast(samples.count))
    var found: [Int64] = []
    onsets.process(taken) { found.append($0.frame) }
    recentOnsets = (recentOnsets + found).suffix(16)
    return isComplete
  }

  /// The estimate, beginning with the onset it seems to belong to.
  private func snapped(_ estimate: ChordEstimate) -> ChordEstimate {
    let nearest = recentOnsets.min { abs($0 - estimate.frame) < abs($1 - estimate.frame) }
    guard estimate.chord != nil, let nearest,
      Double(abs(nearest - estimate.frame)) < Self.reach * sampleRate
    else { return estimate }
    return ChordEstimate(
      frame: nearest, heard: estimate.heard, chord: estimate.chord,
      confidence: estimate.confidence, isSettled: estimate.isSettled)
  }
}
