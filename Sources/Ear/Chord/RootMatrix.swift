import Weights

/// Multiplies one matrix with the values of all twelve roots at once.
///
/// The roots lie in SIMD lanes, so that a weight is read once for all of them; four outputs share
/// each input that is read.
struct RootMatrix {
  let outputCount: Int
  private let inputCount: Int
  /// Four rows interleaved, then the next four.
  private let weights: [SIMD4<Float>]
  private let bias: [Float]

  init(_ layer: Layer) {
    inputCount = layer.inputCount
    outputCount = (layer.outputCount + 3) / 4 * 4
    var weights: [SIMD4<Float>] = []
    for first in stride(from: 0, to: layer.outputCount, by: 4) {
      for column in 0..<layer.inputCount {
        var four = SIMD4<Float>.zero
        for row in 0..<min(4, layer.outputCount - first) {
          four[row] = layer.weights[(first + row) * layer.inputCount + column]
        }
        weights.append(four)
      }
    }
    self.weights = weights
    bias = layer.bias + Array(repeating: 0, count: outputCount - layer.outputCount)
  }

  /// Writes the product with `input`, and the bias, to `output`.
  func multiply(_ input: [RootLanes], into output: inout [RootLanes]) {
    precondition(input.count == inputCount && output.count == outputCount)
    input.withUnsafeBufferPointer { input in
      weights.withUnsafeBufferPointer { weights in
        output.withUnsafeMutableBufferPointer { output in
          for first in stride(from: 0, to: outputCount, by: 4) {
            var rows = (RootLanes(), RootLanes(), RootLanes(), RootLanes())
            let start = first / 4 * inputCount
            for column in 0..<inputCount {
              let value = input[column]
              let factors = weights[start + column]
              rows.0.add(value, times: factors[0])
              rows.1.add(value, times: factors[1])
              rows.2.add(value, times: factors[2])
              rows.3.add(value, times: factors[3])
            }
            output[first] = rows.0 + RootLanes(repeating: bias[first])
            output[first + 1] = rows.1 + RootLanes(repeating: bias[first + 1])
            output[first + 2] = rows.2 + RootLanes(repeating: bias[first + 2])
            output[first + 3] = rows.3 + RootLanes(repeating: bias[first + 3])
          }
        }
      }
    }
  }
}

/// A value for each of the twelve roots, C first.
struct RootLanes: Equatable {
  var low = SIMD4<Float>.zero
  var middle = SIMD4<Float>.zero
  var high = SIMD4<Float>.zero

  init() {}

  init(low: SIMD4<Float>, middle: SIMD4<Float>, high: SIMD4<Float>) {
    self.low = low
    self.middle = middle
    self.high = high
  }

  init(repeating value: Float) {
    low = SIMD4(repeating: value)
    middle = low
    high = low
  }

  /// Reads twelve values in a row.
  init(_ values: UnsafePointer<Float>) {
    let bytes = UnsafeRawPointer(values)
    low = bytes.loadUnaligned(as: SIMD4<Float>.self)
    middle = bytes.loadUnaligned(fromByteOffset: 16, as: SIMD4<Float>.self)
    high = bytes.loadUnaligned(fromByteOffset: 32, as: SIMD4<Float>.self)
  }

  subscript(root: Int) -> Float {
    switch root >> 2 {
    case 0: low[root & 3]
    case 1: middle[root & 3]
    default: high[root & 3]
    }
  }

  var sum: Float { (low + middle + high).sum() }

  @inline(__always)
  mutating func add(_ other: RootLanes, times factor: Float) {
    low += other.low * factor
    middle += other.middle * factor
    high += other.high * factor
  }

  static func + (left: RootLanes, right: RootLanes) -> RootLanes {
    RootLanes(
      low: left.low + right.low, middle: left.middle + right.middle, high: left.high + right.high)
  }

  static func - (left: RootLanes, right: RootLanes) -> RootLanes {
    RootLanes(
      low: left.low - right.low, middle: left.middle - right.middle, high: left.high - right.high)
  }

  static func * (left: RootLanes, right: RootLanes) -> RootLanes {
    RootLanes(
      low: left.low * right.low, middle: left.middle * right.middle, high: left.high * right.high)
  }
}
