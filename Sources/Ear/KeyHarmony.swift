import Glibc
import Music

/// How much each chord speaks for each key: how often songs have it there.
///
/// Counted in the McGill Billboard corpus (Burgoyne, Wild & Fujinaga, "An expert ground truth set for
/// audio chord recognition and music analysis", ISMIR 2011), whose annotators named the tonic: 69,393
/// changes of chord in 731 songs, a song being in minor where its minor tonic sounds longer than its
/// major one.
struct KeyHarmony {
  /// What chords have in common as far as keys go.
  private enum Family: Int, CaseIterable {
    case major, dominant, minor, diminished, suspended

    init(_ quality: ChordQuality) {
      self =
        switch quality {
        case .major, .major7, .major6: .major
        case .dominant7, .augmented: .dominant
        case .minor, .minor7, .minor6: .minor
        case .diminished, .diminished7, .halfDiminished7: .diminished
        case .sus2, .sus4: .suspended
        }
    }
  }

  /// What part of the chords may be any: songs do what they like, and ears err.
  private static let surprise: Float = 0.05

  /// Of the chords in songs in major, how many in a hundred are each, by semitones above the tonic.
  private static let major: [Family: [Float]] = [
    .major: [26.1, 0.62, 1.33, 1.83, 0.35, 19.4, 0.34, 11.9, 1.42, 0.66, 4.58, 0.23],
    .dominant: [2.62, 0.02, 0.78, 0.05, 0.41, 1.19, 0.05, 3.98, 0.12, 0.47, 0.21, 0.07],
    .minor: [0.77, 0.02, 5.25, 0.13, 2.64, 1.21, 0.07, 0.91, 0.07, 5.56, 0.16, 0.15],
    .diminished: [0.02, 0.05, 0.10, 0.06, 0.03, 0.02, 0.12, 0.01, 0.05, 0.03, 0.01, 0.06],
    .suspended: [0.68, 0.04, 0.18, 0.01, 0.09, 0.43, 0.01, 1.98, 0.02, 0.16, 0.19, 0.01],
  ]
  /// The same of songs in minor.
  private static let minor: [Family: [Float]] = [
    .major: [2.95, 0.30, 1.15, 6.89, 0.26, 6.49, 0.32, 2.77, 11.9, 0.19, 13.6, 0.17],
    .dominant: [0.25, 0.12, 0.12, 0.60, 0.06, 3.89, 0, 3.19, 0.30, 0.03, 0.74, 0.06],
    .minor: [25.0, 0.14, 0.90, 0.18, 0.15, 6.80, 0, 4.98, 0.11, 0.72, 0.27, 0.16],
    .diminished: [0, 0, 0.21, 0, 0.01, 0.04, 0, 0.12, 0.03, 0.03, 0, 0.03],
    .suspended: [0.47, 0, 0.01, 0.36, 0.03, 0.86, 0.02, 0.82, 0.12, 0.01, 0.96, 0.04],
  ]

  /// Logarithms of probabilities, by mode, family and degree.
  private let table: [Float]

  init() {
    var table: [Float] = []
    for shares in [Self.major, Self.minor] {
      let row = Family.allCases.flatMap { shares[$0] ?? [] }
      let total = row.reduce(0, +)
      let any = Self.surprise / Float(row.count)
      table += row.map { logf((1 - Self.surprise) * $0 / total + any) }
    }
    self.table = table
  }

  /// The logarithm of how likely `chord` is in `key`.
  func likelihood(of chord: Chord, in key: Key) -> Float {
    let family = Family(chord.quality).rawValue
    let degree = (chord.root.semitones - key.tonic.semitones + 12) % 12
    return table[(key.mode.rawValue * Family.allCases.count + family) * 12 + degree]
  }

  /// Whether `chord` is what `key` comes home to.
  static func isTonic(_ chord: Chord, of key: Key) -> Bool {
    let family = Family(chord.quality)
    guard chord.root == key.tonic else { return false }
    return key.mode == .major ? family == .major || family == .dominant : family == .minor
  }
}
