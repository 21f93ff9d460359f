/// The kind of a chord: the intervals that sound above its root.
package enum ChordQuality: Int, CaseIterable, Sendable, BitwiseCopyable {
  case major, minor, dominant7, major7, minor7, diminished, halfDiminished7, augmented, sus4
  case diminished7, sus2, major6, minor6

  /// The shorthand of Harte et al., "Symbolic representation of musical chords" (ISMIR 2005).
  package var harte: String {
    switch self {
    case .major: "maj"
    case .minor: "min"
    case .dominant7: "7"
    case .major7: "maj7"
    case .minor7: "min7"
    case .diminished: "dim"
    case .halfDiminished7: "hdim7"
    case .augmented: "aug"
    case .sus4: "sus4"
    case .diminished7: "dim7"
    case .sus2: "sus2"
    case .major6: "maj6"
    case .minor6: "min6"
    }
  }

  /// What a chart writes after the root: "", "m", "7", "maj7", "m7b5" and so on.
  package var symbol: String {
    switch self {
    case .major: ""
    case .minor: "m"
    case .dominant7: "7"
    case .major7: "maj7"
    case .minor7: "m7"
    case .diminished: "dim"
    case .halfDiminished7: "m7b5"
    case .augmented: "aug"
    case .sus4: "sus4"
    case .diminished7: "dim7"
    case .sus2: "sus2"
    case .major6: "6"
    case .minor6: "m6"
    }
  }

  /// The chord's notes in semitones above the root, ascending from 0.
  package var intervals: [Int] {
    switch self {
    case .major: [0, 4, 7]
    case .minor: [0, 3, 7]
    case .dominant7: [0, 4, 7, 10]
    case .major7: [0, 4, 7, 11]
    case .minor7: [0, 3, 7, 10]
    case .diminished: [0, 3, 6]
    case .halfDiminished7: [0, 3, 6, 10]
    case .augmented: [0, 4, 8]
    case .sus4: [0, 5, 7]
    case .diminished7: [0, 3, 6, 9]
    case .sus2: [0, 2, 7]
    case .major6: [0, 4, 7, 9]
    case .minor6: [0, 3, 7, 9]
    }
  }

  /// Reads a Harte shorthand, or returns `nil`.
  package init?(harte: some StringProtocol) {
    guard let quality = Self.allCases.first(where: { $0.harte == harte }) else { return nil }
    self = quality
  }
}
