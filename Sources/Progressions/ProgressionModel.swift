package import Weights

/// The weights of a language model of chords, as `training/export_lm.py` writes them.
///
/// A header of nine little-endian words (magic, version, hidden values, inner values, chords,
/// lengths, places, metres, idioms) and a checksum, then the weights as 32-bit floats. What the
/// network adds up at its input (embedding times matrix) is multiplied out already.
package struct ProgressionModel: Sendable {
  private static let form = WeightFile.Form(
    name: "model of chord progressions", script: "export_lm.py", mark: 0x474F_5250, version: 1,
    factCount: 7)

  /// Values in the network's memory, for each tonic.
  let hiddenCount: Int

  /// Values between memory and answer.
  let innerCount: Int

  /// What each chord, and each fact about the change, adds to the gates.
  let chords: [Float]
  let lengths: [Float]
  let places: [Float]
  let metres: [Float]
  let idioms: [Float]

  let recurrent: Layer

  /// How long the chord may last.
  let lasting: Layer

  let inside: Layer
  let insideLengths: [Float]
  let following: Layer

  /// Reads a model file.
  package init(_ bytes: [UInt8]) throws(WeightError) {
    let file = try WeightFile(bytes, as: Self.form)
    let facts = file.facts
    let sizes = [
      Self.chordCount, Self.lengthCount, Self.placeCount, Self.metreCount, Self.idiomCount,
    ]
    guard Array(facts[2...]) == sizes, (4...512).contains(facts[0]), (4...512).contains(facts[1])
    else { throw file.ofAnotherVersion }
    hiddenCount = facts[0]
    innerCount = facts[1]
    var reader = file.weights
    let gates = 3 * hiddenCount
    chords = reader.floats(Self.chordCount * gates)
    lengths = reader.floats(Self.lengthCount * gates)
    places = reader.floats(Self.placeCount * gates)
    metres = reader.floats(Self.metreCount * gates)
    idioms = reader.floats(Self.idiomCount * gates)
    recurrent = reader.layer(from: hiddenCount, to: gates)
    lasting = reader.layer(from: hiddenCount, to: Self.lengthCount)
    inside = reader.layer(from: hiddenCount, to: innerCount)
    insideLengths = reader.floats(Self.lengthCount * innerCount)
    following = reader.layer(from: innerCount, to: Self.chordCount)
    try reader.finish()
  }
}

extension ProgressionModel {
  /// Qualities times roots.
  package static let chordCount = 156

  /// Lengths of a chord: 0 is a start, then whole beats, the last for all that is longer.
  package static let lengthCount = 18
  static let placeCount = 16
  static let metreCount = 8
  static let idiomCount = 4
}
