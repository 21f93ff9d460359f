/// A layer that is told its input as it is now and as it was some times before, evenly spaced: a causal
/// convolution along time, of which each moment is worked out once.
package struct SpacedLayer: Sendable {
  /// What it said last.
  package private(set) var output: [Float]

  private let layer: Layer
  private let inputCount: Int
  private let spacing: Int
  /// The inputs of as many times as it looks back, one after another in a ring; zeros at first.
  private var past: [Float]
  private var turn = 0
  private var taps: [Float]

  /// Takes a layer for `inputCount` values at each of `tapCount` times off `reader`; the times are `spacing`
  /// inputs apart, the newest first.
  package init(
    from inputCount: Int, to outputCount: Int, taps tapCount: Int, spacing: Int,
    _ reader: inout WeightReader
  ) {
    layer = reader.layer(from: tapCount * inputCount, to: outputCount)
    self.inputCount = inputCount
    self.spacing = spacing
    past = Array(repeating: 0, count: ((tapCount - 1) * spacing + 1) * inputCount)
    taps = Array(repeating: 0, count: tapCount * inputCount)
    output = Array(repeating: 0, count: outputCount)
  }

  /// Hears one input.
  package mutating func hear(_ values: [Float]) {
    precondition(values.count == inputCount)
    for index in values.indices { past[turn * inputCount + index] = values[index] }
    let length = past.count / inputCount
    for tap in 0..<taps.count / inputCount {
      let place = (turn + length - tap * spacing) % length * inputCount
      for index in 0..<inputCount { taps[tap * inputCount + index] = past[place + index] }
    }
    layer.multiply(taps, into: &output)
    turn = (turn + 1) % length
  }

  /// Forgets all.
  package mutating func reset() {
    for index in past.indices { past[index] = 0 }
  }
}
