package import Weights

/// A model of melodies, as `training/train_melody.py` writes it: when the next note comes, and how far
/// up or down it is.
///
/// A header of four little-endian words (magic, version, inner values of the network of pitch and of
/// that of rhythm) and a checksum, then the weights as 32-bit floats. Times are in ticks.
package struct MelodyModel: Sendable {
  private static let magic: UInt32 = 0x4F4C_454D
  private static let version = 1
  private static let wordCount = 5

  package let pitch: FactNetwork
  package let rhythm: FactNetwork

  /// Reads a model file.
  package init(_ bytes: [UInt8]) throws(WeightError) {
    guard let file = WeightFile(bytes, mark: Self.magic, wordCount: Self.wordCount) else {
      throw WeightError("this is no model of melodies; training/train_melody.py writes them")
    }
    let header = file.header
    guard header[0] == Self.version, (4...512).contains(header[1]), (4...512).contains(header[2])
    else {
      throw WeightError("the model of melodies is of another version; use the one of this strumd")
    }
    guard !file.isDamaged else {
      throw WeightError("the model of melodies is damaged: its checksum is wrong; install it anew")
    }
    var reader = file.weights
    pitch = FactNetwork(
      sizes: PitchFacts.sizes, hiddenCount: header[1], answerCount: PitchFacts.intervals.count,
      &reader)
    rhythm = FactNetwork(
      sizes: RhythmFacts.sizes, hiddenCount: header[2], answerCount: RhythmFacts.gaps.count,
      &reader)
    guard reader.isExhausted else {
      throw WeightError("the model of melodies is cut short or too long; install it anew")
    }
  }

  /// The probability of each of ``PitchFacts/intervals`` to the next note.
  package func intervals(_ facts: PitchFacts) -> [Float] { pitch.answers(to: facts.values) }

  /// The probability of each of ``RhythmFacts/gaps`` to the next note.
  package func gaps(_ facts: RhythmFacts) -> [Float] { rhythm.answers(to: facts.values) }
}
