/// The notes that sound, seen through two windows at once: what every opinion on chords rests on.
package struct HarmonySpectra {
  /// Seconds between two frames.
  static let hop = 256.0 / 11_025
  /// Seconds in the long window, as in Mauch & Dixon (ISMIR 2010).
  static let longWindow = 0.3715
  /// Seconds in the quick window, and in its fall.
  private static let quickWindow = 0.3
  private static let quickFall = 0.05

  private(set) var framer: Framer
  private(set) var tuning: Tuning
  private(set) var quick: NoteSpectrum
  private(set) var long: NoteSpectrum
  private var features = ChordFeatures()

  /// Creates spectra of samples at `rate` hertz, each of which stands for `factor` input frames that
  /// went by `latency` input frames ago.
  init(rate: Double, factor: Int, latency: Int) {
    let hop = Int((Self.hop * rate).rounded())
    framer = Framer(rate: rate, factor: factor, latency: latency, length: 8192, hop: hop)
    tuning = Tuning(framesPerSecond: rate / Double(hop))
    let window = Window.asymmetric(
      Int(Self.quickWindow * rate), fall: Int(Self.quickFall * rate))
    quick = NoteSpectrum(window: window, rate: rate)
    long = NoteSpectrum(window: Window.hann(Int(Self.longWindow * rate)), rate: rate)
  }

  mutating func append(_ samples: UnsafeBufferPointer<Float>) { framer.append(samples) }

  /// Looks at the next frame if it is complete, at input frame `heard`; returns whether it was.
  mutating func observe(at heard: Int64) -> Bool {
    guard framer.close(at: heard) else { return false }
    long.observe(framer)
    quick.observe(framer)
    if long.isSounding { tuning.follow(long.bins) }
    if quick.isSounding { quick.transcribe(tuning) }
    if long.isSounding { long.transcribe(tuning) }
    features.look(at: quick, and: long)
    return true
  }

  /// What the chord network sees of the frame.
  package var view: [Float] { features.values }
}
