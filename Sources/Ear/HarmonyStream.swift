import Glibc

/// One opinion about the chords: a window, a transcription and a decoder.
struct HarmonyStream {
  /// How much a frame of music says, and a frame of silence: a chord lasts through a short rest.
  private static let musicSharpness: Float = 8
  private static let silenceSharpness: Float = 1.3

  private var spectrum: NoteSpectrum
  private let vocabulary = ChordVocabulary()
  private var decoder: ChordDecoder
  private let lag: Int
  private let changeCost: Float
  private let isSettled: Bool
  private var scores = [Float](repeating: 0, count: ChordVocabulary.stateCount)
  private var state = ChordVocabulary.noChord

  /// The spectrum of the frame along a `PitchAxis`.
  var bins: [Float] { spectrum.bins }

  /// Whether the frame is louder than silence.
  var isSounding: Bool { spectrum.isSounding }

  init(window: [Float], rate: Double, lag: Int, changeCost: Float, isSettled: Bool) {
    spectrum = NoteSpectrum(window: window, rate: rate)
    decoder = ChordDecoder(lag: lag)
    self.lag = lag
    self.changeCost = changeCost
    self.isSettled = isSettled
  }

  mutating func reset() {
    spectrum.reset()
    decoder.reset()
    state = ChordVocabulary.noChord
  }

  mutating func observe(_ framer: Framer) { spectrum.observe(framer) }

  /// Hears the observed frame; returns the chord that has begun, if one has.
  mutating func decide(_ framer: Framer, _ tuning: Tuning) -> ChordEstimate? {
    var sharpness = Self.musicSharpness
    if isSounding {
      spectrum.transcribe(tuning)
      let chroma = Chroma(spectrum.notes)
      vocabulary.fit(chroma, into: &scores)
      sharpness *= Self.fullness(chroma.treble) * Self.purity(spectrum.flatness())
    } else {
      sharpness = Self.silenceSharpness
      for state in scores.indices { scores[state] = state == ChordVocabulary.noChord ? 1 : 0 }
    }
    guard let decision = decoder.step(scores, sharpness: sharpness, changeCost: changeCost),
      decision.state != state
    else { return nil }
    state = decision.state
    let age = isSettled ? spectrum.age + Double(lag * framer.hop) : spectrum.age
    return ChordEstimate(
      frame: max(0, framer.frame(age: age)), heard: framer.heard,
      chord: ChordVocabulary.chord(state), confidence: decision.confidence, isSettled: isSettled)
  }

  /// How much of a sound with pitch a frame is: 1 for strings, 0 for noise.
  private static func purity(_ flatness: Float) -> Float {
    min(1, max(0, (0.45 - flatness) / 0.1))
  }

  /// How much of a chord a chroma is: 0 for a single note, 1 from about three notes.
  private static func fullness(_ chroma: [Float]) -> Float {
    let sum = chroma.reduce(0, +)
    return min(1, max(0.05, (sum * sum - 1.5) / 1.5))
  }
}
