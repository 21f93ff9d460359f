package import Weights

/// The weights of a trained chord network, as `training/export.py` writes them.
///
/// A header of nine little-endian words (magic, version, inputs, hidden values, outputs a root,
/// heads, frames a look, delay in looks, checksum), then the weights as 32-bit floats.
package struct ChordModel: Sendable {
  private static let magic: UInt32 = 0x4452_4843
  private static let version: UInt32 = 1
  private static let wordCount = 9

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
    guard let file = WeightFile(bytes, mark: Self.magic, wordCount: Self.wordCount) else {
      throw WeightError("this is no chord model; training/export.py writes them")
    }
    let header = file.header
    guard header[0] == Self.version, header[1] == ChordFeatures.count,
      header[3] == ChordNetwork.outputsPerRoot, header[4] == ChordNetwork.headCount,
      (1...16).contains(header[5]), header[6] <= 64, (4...512).contains(header[2]),
      header[2] % 4 == 0
    else {
      throw WeightError(
        "the chord model is of another version; use the one that came with this strumd")
    }
    guard !file.isDamaged else {
      throw WeightError("the chord model is damaged: its checksum is wrong; install it anew")
    }
    hiddenCount = header[2]
    stride = header[5]
    delay = header[6]
    var reader = file.weights
    let width = hiddenCount
    dense = reader.layer(from: ChordFeatures.count, to: width)
    input = reader.layer(from: width, to: 3 * width)
    recurrent = reader.layer(from: width, to: 3 * width)
    heads = reader.layer(from: width, to: ChordNetwork.headCount * ChordNetwork.outputsPerRoot)
    none = reader.layer(from: width, to: ChordNetwork.headCount)
    guard reader.isExhausted else {
      throw WeightError("the chord model is cut short or too long; install it anew")
    }
  }
}
