import Weights

/// A value for each of the twelve tonics, C first; four lanes stay unused.
typealias TonicLanes = SIMD16<Float>

extension Layer {
  /// Writes the product with `input`, and the bias, to `output`: a weight is read once for all tonics.
  func multiply(_ input: [TonicLanes], into output: inout [TonicLanes]) {
    precondition(input.count == inputCount && output.count == outputCount)
    input.withUnsafeBufferPointer { input in
      weights.withUnsafeBufferPointer { weights in
        for row in 0..<outputCount {
          var sum = TonicLanes(repeating: bias[row])
          let start = row * inputCount
          for column in 0..<inputCount { sum += input[column] * weights[start + column] }
          output[row] = sum
        }
      }
    }
  }
}
