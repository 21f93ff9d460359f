package import Weights

/// A model of melodies, as `training/train_melody.py` writes it: when the next note comes, and how far
/// up or down it is.
///
/// A header of four little-endian words (magic, version, inner values of the network of pitch and of
/// that of rhythm) and a checksum, then the weights as 32-bit floats. Times are in ticks.
package struct MelodyModel: Sendable {
  private static let form = WeightFile.Form(
    name: "model of melodies", script: "train_melody.py", mark: 0x4F4C_454D, version: 1,
    factCount: 2)

  package let pitch: FactNetwork
  package let rhythm: FactNetwork

  /// Reads a model file.
  package init(_ bytes: [UInt8]) throws(WeightError) {
    let file = try WeightFile(bytes, as: Self.form)
    let facts = file.facts
    guard (4...512).contains(facts[0]), (4...512).contains(facts[1]) else {
      throw file.ofAnotherVersion
    }
    var reader = file.weights
    pitch = FactNetwork(
      sizes: PitchFacts.sizes, hiddenCount: facts[0], answerCount: PitchFacts.intervals.count,
      &reader)
    rhythm = FactNetwork(
      sizes: RhythmFacts.sizes, hiddenCount: facts[1], answerCount: RhythmFacts.gaps.count,
      &reader)
    try reader.finish()
  }

  /// The probability of each of ``PitchFacts/intervals`` to the next note.
  package func intervals(_ facts: PitchFacts) -> [Float] { pitch.answers(to: facts.values) }

  /// The probability of each of ``RhythmFacts/gaps`` to the next note.
  package func gaps(_ facts: RhythmFacts) -> [Float] { rhythm.answers(to: facts.values) }
}
