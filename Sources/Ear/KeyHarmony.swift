import Glibc
import Music

/// How much each chord speaks for each key: the chords of common practice, by their function.
///
/// The weights are ours, after the tables of functional harmony (Kostka & Payne, "Tonal Harmony", chapters
/// 7 and 21): tonic, subdominant and dominant first, then what stands for them, what leads to
/// another chord of the key, and what is borrowed from the other mode.
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

  /// What a chord is worth that a key has no use for.
  private static let stranger: Float = 0.012

  /// Semitones above the tonic, and weight.
  private static let major: [Family: [Int: Float]] = [
    .major: [
      0: 1, 2: 0.1, 3: 0.06, 4: 0.08, 5: 0.8, 7: 0.7, 8: 0.06, 9: 0.05, 10: 0.15,
    ],
    .dominant: [0: 0.15, 2: 0.15, 4: 0.1, 5: 0.08, 7: 0.8, 9: 0.15, 10: 0.08],
    .minor: [0: 0.03, 2: 0.5, 4: 0.3, 5: 0.1, 7: 0.06, 9: 0.6],
    .diminished: [1: 0.05, 3: 0.05, 11: 0.15],
    .suspended: [0: 0.2, 2: 0.08, 5: 0.08, 7: 0.2, 9: 0.05],
  ]
  private static let minor: [Family: [Int: Float]] = [
    .major: [0: 0.03, 1: 0.05, 3: 0.5, 5: 0.12, 7: 0.4, 8: 0.6, 10: 0.5],
    .dominant: [0: 0.05, 2: 0.06, 5: 0.12, 7: 0.6, 8: 0.1, 10: 0.25],
    .minor: [0: 1, 5: 0.6, 7: 0.3],
    .diminished: [2: 0.3, 9: 0.05, 11: 0.12],
    .suspended: [0: 0.2, 5: 0.05, 7: 0.15],
  ]

  /// Logarithms of probabilities, by mode, family and degree.
  private let table: [Float]

  init() {
    var table: [Float] = []
    for weights in [Self.major, Self.minor] {
      let total = weights.values.reduce(0) { $0 + $1.values.reduce(0, +) }
      for family in Family.allCases {
        for degree in 0..<12 {
          table.append(logf((weights[family]?[degree] ?? Self.stranger) / total))
        }
      }
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
