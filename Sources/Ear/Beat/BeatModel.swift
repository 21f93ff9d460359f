package import Weights

/// The weights of a trained beat network, as `training/train_beat_network.py` writes them.
///
/// A header of eight little-endian words (magic, version, inputs, frames a look, values a layer, times that
/// each layer is told of, layers, checksum), then the weights as 32-bit floats.
package struct BeatModel: Sendable {
  private static let magic: UInt32 = 0x5441_4542
  private static let version = 1
  private static let wordCount = 8

  /// The lowest first; each is told of times twice as far apart as the one below.
  let layers: [SpacedLayer]
  let heads: Layer

  /// Reads a model file.
  package init(_ bytes: [UInt8]) throws(WeightError) {
    guard let file = WeightFile(bytes, mark: Self.magic, wordCount: Self.wordCount) else {
      throw WeightError("this is no beat model; training/train_beat_network.py writes them")
    }
    let header = file.header
    guard header[0] == Self.version, header[1] == BeatSight.count,
      header[2] == BeatSight.frameCount, (1...256).contains(header[3]),
      (1...8).contains(header[4]), (1...10).contains(header[5])
    else {
      throw WeightError(
        "the beat model is of another version; use the one that came with this strumd")
    }
    guard !file.isDamaged else {
      throw WeightError("the beat model is damaged: its checksum is wrong; install it anew")
    }
    let width = header[3]
    var reader = file.weights
    var layers: [SpacedLayer] = []
    for number in 0..<header[5] {
      layers.append(
        SpacedLayer(
          from: number == 0 ? header[1] : width, to: width, taps: header[4], spacing: 1 << number,
          &reader))
    }
    self.layers = layers
    heads = reader.layer(from: width, to: BeatNetwork.headCount)
    guard reader.isExhausted else {
      throw WeightError("the beat model is cut short or too long; install it anew")
    }
  }
}
