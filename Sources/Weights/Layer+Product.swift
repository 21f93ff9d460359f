extension Layer {
  /// Writes the product with `input`, and what is added to it, to `output`.
  package func multiply(_ input: [Float], into output: inout [Float]) {
    precondition(input.count == inputCount && output.count == outputCount)
    input.withUnsafeBufferPointer { input in
      weights.withUnsafeBufferPointer { weights in
        for row in 0..<outputCount {
          let row0 = row * inputCount
          output[row] =
            bias[row]
            + Self.dot(UnsafeBufferPointer(rebasing: weights[row0..<row0 + inputCount]), input)
        }
      }
    }
  }

  /// Eight products at a time: a sum in order cannot be vectorised.
  private static func dot(
    _ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>
  ) -> Float {
    var sums = SIMD8<Float>.zero
    let (left, right) = (UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b))
    let width = MemoryLayout<SIMD8<Float>>.stride
    let whole = a.count / 8
    for index in 0..<whole {
      sums +=
        left.loadUnaligned(fromByteOffset: index * width, as: SIMD8<Float>.self)
        * right.loadUnaligned(fromByteOffset: index * width, as: SIMD8<Float>.self)
    }
    return (8 * whole..<a.count).reduce(sums.sum()) { $0 + a[$1] * b[$1] }
  }
}
