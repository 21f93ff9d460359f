private import CRealtime
import Weights

/// Multiplies one matrix with the values of all twelve roots at once.
///
/// Six roots and sixteen outputs share what is read, in as many sums as a processor with AVX2 has
/// registers for (Goto & van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34,
/// 2008).
struct RootMatrix {
  /// Outputs that are worked out together.
  static let columnCount = Int(REALTIME_MATRIX_COLUMNS)

  let outputCount: Int
  private let inputCount: Int
  /// Panels of `columnCount` outputs, in each of which those of one input lie in a row.
  private let weights: [Float]
  private let bias: [Float]
  private let isWide: Bool

  /// Takes up `layer`; `isWide` lets it use AVX2 and fused multiply-add, which must be there.
  init(_ layer: Layer, isWide: Bool = Processor.isWide) {
    self.isWide = isWide
    outputCount = layer.outputCount
    inputCount = layer.inputCount
    let panels = (outputCount + Self.columnCount - 1) / Self.columnCount
    var weights: [Float] = []
    for first in stride(from: 0, to: panels * Self.columnCount, by: Self.columnCount) {
      for input in 0..<inputCount {
        for output in first..<first + Self.columnCount {
          weights.append(
            output < outputCount ? layer.weights[output * inputCount + input] : 0)
        }
      }
    }
    self.weights = weights
    bias = layer.bias + Array(repeating: 0, count: panels * Self.columnCount - outputCount)
  }

  /// Writes the product with each row of `input`, and the bias, to `output`.
  func multiply(_ input: RootRows, into output: inout RootRows) {
    precondition(input.width >= inputCount && output.width == bias.count)
    let (rowCount, width) = (Int(REALTIME_MATRIX_ROWS), output.width)
    input.values.withUnsafeBufferPointer { values in
      weights.withUnsafeBufferPointer { weights in
        bias.withUnsafeBufferPointer { bias in
          output.values.withUnsafeMutableBufferPointer { output in
            guard let values = values.baseAddress, let weights = weights.baseAddress,
              let bias = bias.baseAddress, let output = output.baseAddress
            else { return }
            for row in stride(from: 0, to: 12, by: rowCount) {
              for column in stride(from: 0, to: width, by: Self.columnCount) {
                realtime_matrix_multiply(
                  values + row * input.width, input.width, weights + column * inputCount,
                  inputCount, bias + column, output + row * width + column, width, isWide)
              }
            }
          }
        }
      }
    }
  }
}
