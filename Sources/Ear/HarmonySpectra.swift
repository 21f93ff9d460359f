/// The notes that sound, seen through two windows at once: what every opinion on chords rests on.
package struct HarmonySpectra {
  /// Seconds between two frames.
  private static let hop = 256.0 / 11_025
  /// Seconds in the long window, as in Mauch & Dixon (ISMIR 2010).
  private static let longWindow = 0.3715
  /// Seconds in the quick window, and in its fall.
  private static let quickWindow = 0.3
  private static let quickFall = 0.05

  private(set) var framer: Framer
  private(set) var tuning: Tuning
  private(set) var quick: NoteSpectrum
  private(set) var long: NoteSpectrum
  private var features = ChordFeatures()

  /// Creates spectra of audio at `sampleRate` hertz.
  package init(sampleRate: Double) {
    let rate = Framer.rate(for: sampleRate, atLeast: 11_025)
    let hop = Int((Self.hop * rate).rounded())
    framer = Framer(sampleRate: sampleRate, minimumRate: 11_025, length: 8192, hop: hop)
    tuning = Tuning(framesPerSecond: rate / Double(hop))
    let window = Window.asymmetric(
      Int(Self.quickWindow * rate), fall: Int(Self.quickFall * rate))
    quick = NoteSpectrum(window: window, rate: rate)
    long = NoteSpectrum(window: Window.hann(Int(Self.longWindow * rate)), rate: rate)
  }

  /// Forgets everything heard.
  package mutating func reset() {
    framer.reset()
    tuning.reset()
    quick.reset()
    long.reset()
  }

  /// Consumes `samples` up to the end of the next frame and looks at it; returns `false` once they
  /// run out.
  package mutating func advance(through samples: inout UnsafeBufferPointer<Float>) -> Bool {
    guard framer.advance(through: &samples) else { return false }
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
