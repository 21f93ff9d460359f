import Glibc
import Music

/// One opinion about the chords: how well they fit, what the network says of them, and a decoder.
struct HarmonyStream {
  private let weights: HarmonyWeights
  private let vocabulary: ChordVocabulary
  private let isSettled: Bool

  /// How many frames the network's word is behind what the spectrum shows.
  private let patience: Int
  private var decoder: ChordDecoder
  private var fits: [[Float]]
  private var turn = 0
  private var scores = [Float](repeating: 0, count: ChordVocabulary.stateCount)
  private var state = ChordVocabulary.noChord

  /// Creates an opinion, for whose fit the network's word comes `patience` frames late.
  init(_ weights: HarmonyWeights, patience: Int, isSettled: Bool) {
    self.weights = weights
    self.patience = patience
    self.isSettled = isSettled
    vocabulary = ChordVocabulary(isWide: weights.network > 0)
    decoder = ChordDecoder(lag: weights.lag)
    fits = Array(repeating: scores, count: patience + 1)
  }

  mutating func reset() {
    decoder.reset()
    for index in fits.indices { fits[index] = Array(repeating: 0, count: scores.count) }
    state = ChordVocabulary.noChord
  }

  /// Hears a frame that `spectrum` has transcribed and of which the network said `said`; returns the
  /// chord that has begun, if one has.
  mutating func decide(
    _ spectrum: borrowing NoteSpectrum, _ framer: borrowing Framer, said: [Float]?
  ) -> ChordEstimate? {
    judge(spectrum)
    turn = (turn + 1) % fits.count
    scores = fits[turn]
    if let said {
      for state in scores.indices { scores[state] += weights.network * said[state] }
    }
    guard let decision = decoder.step(scores, changeCost: weights.change),
      decision.state != state
    else { return nil }
    state = decision.state
    let late = Double((patience + weights.lag) * framer.hop)
    return ChordEstimate(
      frame: max(0, framer.frame(age: spectrum.age + late)), heard: framer.heard,
      chord: ChordVocabulary.chord(state), confidence: decision.confidence, isSettled: isSettled)
  }

  /// Puts down how well each chord fits the frame.
  private mutating func judge(_ spectrum: borrowing NoteSpectrum) {
    guard spectrum.isSounding else {
      for state in scores.indices { fits[turn][state] = 0 }
      fits[turn][ChordVocabulary.noChord] = weights.silentFit
      return
    }
    let chroma = Chroma(spectrum.notes)
    vocabulary.fit(chroma, into: &fits[turn])
    let sharpness =
      weights.fit * Self.fullness(chroma.treble) * Self.purity(spectrum.flatness())
    for state in scores.indices { fits[turn][state] *= sharpness }
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
