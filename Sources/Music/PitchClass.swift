/// One of the twelve notes of an octave, whatever its octave and spelling.
package struct PitchClass: Hashable, Sendable, BitwiseCopyable {
  /// Semitones above C, 0 to 11.
  package let semitones: Int

  /// Creates the pitch class `semitones` above C; any integer, octaves are removed.
  package init(_ semitones: Int) {
    let remainder = semitones % 12
    self.semitones = remainder < 0 ? remainder + 12 : remainder
  }

  /// The pitch class `interval` semitones above this one.
  package func raised(by interval: Int) -> PitchClass { PitchClass(semitones + interval % 12) }

  /// Semitones up from `other` to this pitch class, 0 to 11.
  package func interval(above other: PitchClass) -> Int {
    PitchClass(semitones - other.semitones).semitones
  }

  /// The name as chord charts spell it without a key: naturals, C#, Eb, F#, Ab and Bb.
  package var name: String {
    switch semitones {
    case 0: "C"
    case 1: "C#"
    case 2: "D"
    case 3: "Eb"
    case 4: "E"
    case 5: "F"
    case 6: "F#"
    case 7: "G"
    case 8: "Ab"
    case 9: "A"
    case 10: "Bb"
    default: "B"
    }
  }

  /// Reads a letter A to G followed by any number of `#` and `b`, or returns `nil`.
  package init?(name: some StringProtocol) {
    guard let letter = name.first else { return nil }
    var semitones: Int
    switch letter {
    case "C": semitones = 0
    case "D": semitones = 2
    case "E": semitones = 4
    case "F": semitones = 5
    case "G": semitones = 7
    case "A": semitones = 9
    case "B": semitones = 11
    default: return nil
    }
    for accidental in name.dropFirst() {
      switch accidental {
      case "#": semitones += 1
      case "b": semitones -= 1
      default: return nil
      }
    }
    self.init(semitones)
  }
}
