import Music

/// How notes are written in a key: F sharp in D, G flat in B flat minor.
struct Spelling {
  struct Note: Equatable {
    /// A to G.
    let step: String

    /// Semitones by which it is altered, sharp above 0.
    let alter: Int

    /// "F#", "Bb".
    var name: String {
      step + String(repeating: alter < 0 ? "b" : "#", count: abs(alter))
    }
  }

  private static let steps = ["F", "C", "G", "D", "A", "E", "B"]

  /// Sharps in the key signature, flats below 0.
  let fifths: Int

  /// The notes to be used, by their place on the line of fifths: C 0, G 1, F -1.
  private let range: ClosedRange<Int>

  /// Spells as `key` does, or as C major without one.
  init(_ key: Key?) {
    let key = key ?? Key(PitchClass(0), .major)
    let isMajor = key.mode == .major
    let tonic = isMajor ? key.tonic : key.tonic.raised(by: 3)
    let sharps = tonic.semitones * 7 % 12
    // F sharp major is written with six sharps; what would take more is written in flats.
    fifths = sharps > 6 ? sharps - 12 : sharps
    // Minor needs its leading note, major rather the sixth that minor lends it.
    range = isMajor ? fifths - 4...fifths + 7 : fifths - 3...fifths + 8
  }

  /// Spells `note` near the key's signature, never with a double accidental.
  func note(_ note: PitchClass) -> Note {
    var place = note.semitones * 7 % 12
    while place < max(range.lowerBound, -8) { place += 12 }
    while place > min(range.upperBound, 12) { place -= 12 }
    let position = place + 1
    let alter = Int((Double(position) / 7).rounded(.down))
    return Note(step: Self.steps[position - 7 * alter], alter: alter)
  }
}
