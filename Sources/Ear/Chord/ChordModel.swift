package import Weights

/// The weights of a trained chord network, as `training/export.py` writes them.
///
/// A header of nine little-endian words (magic, version, inputs, hidden values, outputs a root,
/// heads, frames a look, delay in looks, checksum), then the weights as 32-bit floats.
package struct ChordModel: Sendable {
  private static let form = WeightFile.Form(
    name: "chord model", script: "export.py", mark: 0x4452_4843, version: 1,
    factCount: 6)

  /// Values in the network's memory, for each root.
  let hiddenCount: Int

  /// Frames of the front end from one look to the next.
  let stride: Int

  /// How many looks the second head is behind.
  let delay: Int

  let dense: Layer
  let input: Layer
  let recurrent: Layer
  let heads: Layer
  let none: Layer

  /// Reads a model file.
  package init(_ bytes: [UInt8]) throws(WeightError) {
    let file = try WeightFile(bytes, as: Self.form)
    let facts = file.facts
    guard facts[0] == ChordFeatures.count, facts[2] == ChordNetwork.outputsPerRoot,
      facts[3] == ChordNetwork.headCount, (1...16).contains(facts[4]), facts[5] <= 64,
      (4...512).contains(facts[1]), facts[1] % 4 == 0
    else { throw file.ofAnotherVersion }
    hiddenCount = facts[1]
    stride = facts[4]
    delay = facts[5]
    var reader = file.weights
    let width = hiddenCount
    dense = reader.layer(from: ChordFeatures.count, to: width)
    input = reader.layer(from: width, to: 3 * width)
    recurrent = reader.layer(from: width, to: 3 * width)
    heads = reader.layer(from: width, to: ChordNetwork.headCount * ChordNetwork.outputsPerRoot)
    none = reader.layer(from: width, to: ChordNetwork.headCount)
    try reader.finish()
  }
}
