/// Sums, eight at a time: in order they could not be vectorised, and would wait for each addition.
extension UnsafeBufferPointer<Float> {
  var sum: Float { sum { $0 } }

  /// The root of the mean of the squares.
  var rootMeanSquare: Float { (sum { $0 * $0 } / Float(count)).squareRoot() }

  /// The inner product with `other`, which is as long.
  func product(with other: UnsafeBufferPointer<Float>) -> Float { sum(with: other) { $0 * $1 } }

  /// The sum of what `transform` makes of each; of zero it makes zero.
  @inline(__always)
  func sum(_ transform: (SIMD8<Float>) -> SIMD8<Float>) -> Float {
    sum(with: self) { one, _ in transform(one) }
  }

  /// The sum of what `transform` makes of each and of its counterpart in `other`, which is as long; of two
  /// zeros it makes zero.
  @inline(__always)
  func sum(
    with other: UnsafeBufferPointer<Float>,
    _ transform: (SIMD8<Float>, SIMD8<Float>) -> SIMD8<Float>
  ) -> Float {
    precondition(other.count == count)
    let (left, right) = (UnsafeRawBufferPointer(self), UnsafeRawBufferPointer(other))
    let whole = count & ~7
    var sums = SIMD8<Float>.zero
    for offset in stride(from: 0, to: whole * MemoryLayout<Float>.stride, by: 32) {
      sums += transform(
        left.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self),
        right.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self))
    }
    guard count > whole else { return sums.sum() }
    var (one, two) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    for index in whole..<count {
      one[index - whole] = self[index]
      two[index - whole] = other[index]
    }
    return (sums + transform(one, two)).sum()
  }
}
