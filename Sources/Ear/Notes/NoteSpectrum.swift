import Glibc

/// What notes sound in a frame.
///
/// Log-frequency spectrum, tuned, whitened, and explained by notes with their harmonics.
struct NoteSpectrum {
  /// Samples in a frame.
  let count: Int

  /// How old the centre of a frame is, in samples before its end.
  let age: Double

  /// How much each note sounds, from MIDI note 28 (`NoteDictionary.lowestNote`) up.
  private(set) var notes: [Float]

  private static let silence: Float = 1e-4
  private static let range: Float = 4e-3
  /// Seconds in which the loudest level is forgotten.
  private static let levelMemory = 30.0

  private let rate: Double
  private let window: [Float]
  private let transform: RealFFT
  private let axis: PitchAxis
  private let dictionary: NoteDictionary
  private var whitening = Whitening()
  private var power: [Float]
  private var loudest: Float = 0
  private(set) var bins: [Float]
  /// The spectrum last transcribed: in tune, and flattened.
  private(set) var tuned: [Float]

  /// Creates an analysis of frames of `window.count` samples at `rate` hertz.
  init(window: [Float], rate: Double) {
    var size = 2
    while size < window.count { size *= 2 }
    self.rate = rate
    self.window = window
    count = window.count
    age = Window.age(of: window)
    transform = RealFFT(size: size)
    axis = PitchAxis(size: size, rate: rate)
    dictionary = NoteDictionary(window: window, size: size, rate: rate, axis: axis)
    power = Array(repeating: 0, count: transform.binCount)
    bins = Array(repeating: 0, count: PitchAxis.binCount)
    tuned = bins
    notes = Array(repeating: 0, count: NoteDictionary.noteCount)
  }

  /// Whether the newest half of the frame is louder than -80 dBFS, and than 48 dB below the loudest
  /// of the last minute or so.
  private(set) var isSounding = false

  /// The level over the loudest of the last minute or so, 0 to 1.
  private(set) var relativeLevel: Float = 0

  /// Takes the spectrum of the newest samples of `framer`.
  mutating func observe(_ framer: Framer) {
    framer.withNewest(count) { transform.power(of: $0, window: window, into: &power) }
    axis.map(power, into: &bins)
    listen(framer)
  }

  /// Compares the level of the newest half of the frame with silence.
  private mutating func listen(_ framer: Framer) {
    let level = framer.withNewest(count / 2) { $0.rootMeanSquare }
    let forget = Float(exp(-Double(framer.hop) / (framer.rate * Self.levelMemory)))
    loudest = max(level, loudest * forget)
    relativeLevel = loudest > 0 ? level / loudest : 0
    isSounding = level > max(Self.silence, Self.range * loudest)
    guard isSounding else { return }
    flatness = power.flatness(octaves: 4, from: 110, binWidth: rate / Double(transform.size))
  }

  /// How noise-like a sounding frame is, 0 to 1, from 110 Hz to 1.8 kHz.
  private(set) var flatness: Float = 1

  /// Explains the observed spectrum by notes, given the tuning.
  mutating func transcribe(_ tuning: Tuning) {
    tuning.correct(bins, into: &tuned)
    whitening.apply(to: &tuned)
    for note in notes.indices { notes[note] = 0 }
    dictionary.explain(tuned, activations: &notes)
  }
}
