import Glibc
import Music

/// The chords that can be recognised, and how well a chroma fits each of them.
struct ChordVocabulary {
  private static let qualities = ChordQuality.allCases

  /// How many of the qualities are told apart without a network: the others are too much like them.
  private static let plainCount = 9

  /// The last state is "no chord".
  static let stateCount = qualities.count * 12 + 1
  static let noChord = stateCount - 1

  /// The pitch classes of each chord, from C up, then zeros; of unit length.
  private let treble: [SIMD16<Float>]
  private let prior: [Float]

  /// Creates the vocabulary, with all qualities or with those that a fit alone can tell apart.
  init(isWide: Bool) {
    var treble: [SIMD16<Float>] = []
    var prior: [Float] = []
    for quality in Self.qualities {
      let isKnown = isWide || quality.rawValue < Self.plainCount
      for root in 0..<12 {
        var template = SIMD16<Float>.zero
        for interval in quality.intervals { template[(root + interval) % 12] = 1 }
        treble.append(template / (template * template).sum().squareRoot())
        prior.append(isKnown ? Self.prior(of: quality) : -10)
      }
    }
    self.treble = treble
    self.prior = prior
  }

  /// The chord of a state, `nil` for the last.
  static func chord(_ state: Int) -> Chord? {
    guard state < noChord else { return nil }
    return Chord(PitchClass(state % 12), qualities[state / 12])
  }

  /// How probable it is that what `state` says sounds by and large, given the logarithm of each state's
  /// probability: any chord on its root, or one of the same notes, as augmented chords have three names.
  static func likelihood(like state: Int, in logarithms: [Float]) -> Float {
    guard state < noChord else { return expf(logarithms[state]) }
    return (0..<noChord).reduce(0) { sum, other in
      let isAlike = isSameRoot(state, other) || notes[state] == notes[other]
      return isAlike ? sum + expf(logarithms[other]) : sum
    }
  }

  /// The notes of each state as bits, from C up.
  private static let notes = (0..<noChord).map { state in
    qualities[state / 12].intervals.reduce(0) { $0 | 1 << (($1 + state % 12) % 12) }
  }

  /// Whether both states are chords on the same root.
  static func isSameRoot(_ state: Int, _ other: Int) -> Bool {
    state < noChord && other < noChord && state % 12 == other % 12
  }

  /// Whether the chords of both states, on the same root, have the same third, or what is in its place.
  static func isSameThird(_ state: Int, _ other: Int) -> Bool {
    qualities[state / 12].intervals[1] == qualities[other / 12].intervals[1]
  }

  /// Writes how well `chroma` fits each state, about 0 to 1.5.
  func fit(_ chroma: Chroma, into scores: inout [Float]) {
    var heard = SIMD16<Float>.zero
    for pitchClass in 0..<12 { heard[pitchClass] = chroma.treble[pitchClass] }
    for (index, quality) in Self.qualities.enumerated() {
      let third = quality.intervals[1] == 3 ? 3 : 4
      for root in 0..<12 {
        let bass =
          chroma.bass[root] + 0.65 * chroma.bass[(root + 7) % 12]
          + 0.4 * chroma.bass[(root + third) % 12]
        let state = index * 12 + root
        scores[state] = (treble[state] * heard).sum() + 0.2 * bass + prior[state]
      }
    }
    scores[Self.noChord] = 0.8
  }

  /// What a quality is worth before anything is heard: plain chords are commoner.
  private static func prior(of quality: ChordQuality) -> Float {
    switch quality {
    case .major, .minor: 0.02
    case .dominant7, .minor7, .major7: 0
    case .sus4: -0.03
    default: -0.05
    }
  }
}
