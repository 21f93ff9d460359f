import Glibc
import Weights

/// A small network that says of each look how likely a beat fell in it, given the last 24 seconds.
///
/// A causal form of Davies & Böck, "Temporal convolutional networks for musical audio beat tracking"
/// (EUSIPCO 2019): every layer adds to what the one below said what it makes of that and of its past.
struct BeatNetwork {
  static let headCount = 2

  /// The logarithms of the odds that a beat fell in a look, and the first beat of a bar.
  struct Odds {
    let beat: Float
    let downbeat: Float

    /// How likely one did.
    var beatChance: Float { 1 / (1 + expf(-beat)) }
    var downbeatChance: Float { 1 / (1 + expf(-downbeat)) }
  }

  /// Both of the last look, in that order.
  private(set) var logits = [Float](repeating: 0, count: headCount)
  private var layers: [SpacedLayer]
  private let heads: Layer

  init(_ model: BeatModel) {
    layers = model.layers
    heads = model.heads
  }

  /// Looks at the values of a ``BeatSight``.
  mutating func look(_ values: [Float]) -> Odds {
    var said = values
    for number in layers.indices {
      layers[number].hear(said)
      let heard = layers[number].output
      said = heard.indices.map { max(0, heard[$0]) + (number == 0 ? 0 : said[$0]) }
    }
    heads.multiply(said, into: &logits)
    return Odds(beat: logits[0], downbeat: logits[1])
  }

  /// Forgets what it saw.
  mutating func reset() {
    for number in layers.indices { layers[number].reset() }
  }
}
