package import Weights

/// The weights of a trained beat network, as `training/train_beat_network.py` writes them.
///
/// A header of eight little-endian words (magic, version, inputs, frames a look, values a layer, times that
/// each layer is told of, layers, checksum), then the weights as 32-bit floats.
package struct BeatModel: Sendable {
  private static let form = WeightFile.Form(
    name: "beat model", script: "train_beat_network.py", mark: 0x5441_4542, version: 1,
    factCount: 5)

  /// The lowest first; each is told of times twice as far apart as the one below.
  let layers: [SpacedLayer]
  let heads: Layer

  /// Reads a model file.
  package init(_ bytes: [UInt8]) throws(WeightError) {
    let file = try WeightFile(bytes, as: Self.form)
    let facts = file.facts
    guard facts[0] == BeatSight.count, facts[1] == BeatSight.frameCount,
      (1...256).contains(facts[2]), (1...8).contains(facts[3]), (1...10).contains(facts[4])
    else { throw file.ofAnotherVersion }
    let width = facts[2]
    var reader = file.weights
    var layers: [SpacedLayer] = []
    for number in 0..<facts[4] {
      layers.append(
        SpacedLayer(
          from: number == 0 ? facts[0] : width, to: width, taps: facts[3], spacing: 1 << number,
          &reader))
    }
    self.layers = layers
    heads = reader.layer(from: width, to: BeatNetwork.headCount)
    try reader.finish()
  }
}
