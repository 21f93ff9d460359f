import Music

/// How much each chord, the first one and each change of chord speak for each key: by how often songs have
/// them there.
///
/// Counted by `training/key_counts.py` in the McGill Billboard corpus (Burgoyne, Wild & Fujinaga, "An
/// expert ground truth set for audio chord recognition and music analysis", ISMIR 2011), in POP909 (Wang et
/// al., "POP909: A pop-song dataset for music arrangement generation", ISMIR 2020) and in the charts of jazz
/// of Bunks et al., some 200,000 changes of chord in 4,000 songs.
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

  /// How many chords a key tells apart.
  private static let chordCount = 12 * Family.allCases.count

  /// Logarithms by mode and chord, and by mode, chord before and chord after.
  private let chords: [Float]
  private let beginnings: [Float]
  private let changes: [Float]

  init() {
    chords = Self.logarithms(KeyCounts.chords, zero: "z")
    beginnings = Self.logarithms(KeyCounts.beginnings, zero: "z")
    changes = Self.logarithms(KeyCounts.changes.flatMap(\.self), zero: "U")
  }

  private static func logarithms(_ rows: [String], zero: Unicode.Scalar) -> [Float] {
    rows.flatMap { $0.utf8.map { Float(Int($0) - Int(zero.value)) / 10 } }
  }

  /// The logarithm of how likely `chord` is in `key`.
  func likelihood(of chord: Chord, in key: Key) -> Float {
    chords[Self.place(of: chord, in: key)]
  }

  /// The logarithm of how likely a song in `key` begins with `chord`.
  func likelihood(ofBeginningWith chord: Chord, in key: Key) -> Float {
    beginnings[Self.place(of: chord, in: key)]
  }

  /// The logarithm of how much likelier `chord` is in `key` after `before` than it is there anyway; 0 where
  /// both are the same to a key.
  func lift(of chord: Chord, after before: Chord, in key: Key) -> Float {
    let place = Self.place(of: chord, in: key)
    let old = Self.place(of: before, in: key)
    guard place != old else { return 0 }
    return changes[old * Self.chordCount + place % Self.chordCount]
  }

  private static func place(of chord: Chord, in key: Key) -> Int {
    let degree = (chord.root.semitones - key.tonic.semitones + 12) % 12
    return key.mode.rawValue * chordCount + Family(chord.quality).rawValue * 12 + degree
  }
}
