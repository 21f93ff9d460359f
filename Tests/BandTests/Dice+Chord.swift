import Music
import TestSupport

extension Dice {
  /// Any chord there is.
  mutating func chord() -> Chord {
    let qualities = ChordQuality.allCases
    return Chord(PitchClass(roll(12)), qualities[roll(qualities.count)])
  }
}
