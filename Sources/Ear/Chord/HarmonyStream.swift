import Glibc
import Music

/// One opinion about the chords: how well they fit, what the network says of them, and a decoder.
struct HarmonyStream {
  /// How probable the network has to find a chord, or one by and large the same, for it to be believed beside a voice.
  private static let certainty: Float = 0.98

  private let weights: HarmonyWeights
  private let vocabulary: ChordVocabulary
  private let isSettled: Bool

  /// How many frames the network's word is behind what the spectrum shows.
  private let patience: Int
  private var decoder: ChordDecoder
  private var fits: [[Float]]
  private var silences: [Bool]
  private var turn = 0
  private var scores = [Float](repeating: 0, count: ChordVocabulary.stateCount)
  /// What was told last.
  private(set) var state = ChordVocabulary.noChord
  private var trust = ChordTrust()
  private var candidate = ChordCandidate()
  private var bass = HeardBass()

  /// Creates an opinion, for whose fit the network's word comes `patience` frames late.
  init(_ weights: HarmonyWeights, patience: Int, isSettled: Bool) {
    self.weights = weights
    self.patience = patience
    self.isSettled = isSettled
    vocabulary = ChordVocabulary(isWide: weights.network > 0)
    decoder = ChordDecoder(lag: weights.lag)
    fits = Array(repeating: scores, count: patience + 1)
    silences = Array(repeating: true, count: patience + 1)
  }

  /// Hears a frame that `spectrum` has transcribed, and of which the network said `said` about chords
  /// and `bass` about their bass, and `onsets` at input frames not long ago; returns the chord that has
  /// begun, if one has.
  ///
  /// While one voice sounds alone, what stood before it goes on, or ends.
  mutating func decide(
    _ spectrum: borrowing NoteSpectrum, _ framer: borrowing Framer, said: [Float]?, bass: [Float]?,
    onsets: [Int64], memory: borrowing ChordMemory, texture: Texture
  ) -> ChordEstimate? {
    judge(spectrum)
    if let bass { self.bass.hear(bass) }
    turn = (turn + 1) % fits.count
    scores = fits[turn]
    if let said, !silences[turn] {
      for state in scores.indices { scores[state] += weights.network * said[state] }
    }
    let isStruck = isStruck(onsets, spectrum, framer)
    let decision = decoder.step(scores, isStruck: isStruck, weights: weights, memory: memory)
    trust.hear(state, isBelieved: texture != .mixed && isHeard(state, said, texture))
    if texture.isVoice, state != trust.state {
      return tell(trust.state, age: trust.age, confidence: 0, spectrum, framer)
    }
    guard let decision,
      candidate.isReady(
        decision.state, after: state, probability: said.map { expf($0[decision.state]) } ?? 1,
        likelihood: likelihood(decision.state, said), weights: weights),
      decision.state == ChordVocabulary.noChord || isHeard(decision.state, said, texture)
    else { return nil }
    return tell(
      decision.state, age: age(of: decision),
      confidence: said.map { expf($0[decision.state]) } ?? decision.confidence, spectrum, framer)
  }

  private func likelihood(_ state: Int, _ said: [Float]?) -> Float {
    said.map { ChordVocabulary.likelihood(like: state, in: $0) } ?? 1
  }

  /// Whether a chord may be heard in what has this texture: beside a voice only if the network is certain of it.
  private func isHeard(_ state: Int, _ said: [Float]?, _ texture: Texture) -> Bool {
    switch texture {
    case .full, .mixed: true
    case .lead: likelihood(state, said) >= Self.certainty
    case .line: false
    }
  }

  /// Tells a state that began `age` frames ago.
  private mutating func tell(
    _ new: Int, age: Int, confidence: Float, _ spectrum: borrowing NoteSpectrum,
    _ framer: borrowing Framer
  ) -> ChordEstimate {
    state = new
    trust.begin(age)
    let late = Double((patience + age) * framer.hop)
    return ChordEstimate(
      frame: max(0, framer.frame(age: spectrum.age + late)), heard: framer.heard,
      chord: ChordVocabulary.chord(state).map(bass.inverted), confidence: confidence,
      isSettled: isSettled)
  }

  /// How many frames ago what was decided began: not further back than is plausible, but for a silence,
  /// which takes long to believe.
  private func age(of decision: ChordDecoder.Decision) -> Int {
    guard isSettled, weights.network > 0, state != ChordVocabulary.noChord else {
      return weights.lag
    }
    guard decision.state != ChordVocabulary.noChord else { return decision.age }
    return min(decision.age, 2 * weights.lag)
  }

  /// Whether one of the onsets may have brought what is judged now: the quick window takes a third of a
  /// second to forget what was before it, the long one is judged at its middle.
  private func isStruck(
    _ onsets: [Int64], _ spectrum: borrowing NoteSpectrum, _ framer: borrowing Framer
  ) -> Bool {
    let age = isSettled ? spectrum.age + Double(patience * framer.hop) : 0
    let judged = framer.frame(age: age)
    let before = framer.inputFrames((isSettled ? 0.15 : 0.35) * framer.rate)
    let after = framer.inputFrames(0.1 * framer.rate)
    return onsets.contains { judged - before <= $0 && $0 <= judged + after }
  }

  /// Puts down how well each chord fits the frame.
  private mutating func judge(_ spectrum: borrowing NoteSpectrum) {
    silences[turn] = !spectrum.isSounding
    guard spectrum.isSounding else {
      for state in scores.indices { fits[turn][state] = 0 }
      fits[turn][ChordVocabulary.noChord] = weights.silentFit
      return
    }
    let chroma = Chroma(spectrum.notes)
    vocabulary.fit(chroma, into: &fits[turn])
    let sharpness =
      weights.fit * Self.fullness(chroma.treble) * Self.purity(spectrum.flatness)
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
