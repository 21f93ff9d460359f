/// A matrix of `outputCount` rows and what is added to its product.
package struct Layer: Sendable {
  /// Values that go in, and that come out.
  package let inputCount: Int
  package let outputCount: Int

  /// The matrix, row by row, a row an output.
  package let weights: [Float]

  /// What is added to each output.
  package let bias: [Float]
}
