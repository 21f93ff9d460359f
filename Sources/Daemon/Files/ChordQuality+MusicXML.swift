import Music

extension ChordQuality {
  /// The kind of the chord in MusicXML's words.
  var musicXML: String {
    switch self {
    case .major: "major"
    case .minor: "minor"
    case .dominant7: "dominant"
    case .major7: "major-seventh"
    case .minor7: "minor-seventh"
    case .diminished: "diminished"
    case .halfDiminished7: "half-diminished"
    case .augmented: "augmented"
    case .sus4: "suspended-fourth"
    case .diminished7: "diminished-seventh"
    case .sus2: "suspended-second"
    case .major6: "major-sixth"
    case .minor6: "minor-sixth"
    }
  }
}
