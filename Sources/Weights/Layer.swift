/// A matrix of `outputCount` rows and what is added to its product.
package struct Layer: Sendable {
  package let inputCount: Int
  package let outputCount: Int
  package let weights: [Float]
  package let bias: [Float]
}
