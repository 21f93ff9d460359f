extension RootLanes {
  /// What is above zero, and zero elsewhere.
  var rectified: RootLanes { map { $0.replacing(with: 0, where: $0 .< 0) } }

  /// 1 / (1 + e^-x).
  var sigmoid: RootLanes { map { 1 / (1 + (-$0).exponential) } }

  /// The hyperbolic tangent, as 1 - 2 / (1 + e^2x).
  var hyperbolicTangent: RootLanes { map { 1 - 2 / (1 + (2 * $0).exponential) } }

  @inline(__always)
  private func map(_ transform: (SIMD4<Float>) -> SIMD4<Float>) -> RootLanes {
    RootLanes(low: transform(low), middle: transform(middle), high: transform(high))
  }
}

extension SIMD4<Float> {
  /// e to the power of each, within two units in the last place; what is beyond ±87 counts as that.
  ///
  /// Cephes' `expf` (Moshier, 1992): a polynomial of the rest that powers of two leave, whose two
  /// constants are the logarithm of two, cut in two so that the rest is exact.
  var exponential: SIMD4<Float> {
    var x = self
    x.replace(with: -87, where: x .< -87)
    x.replace(with: 87, where: x .> 87)
    // Adding and taking away 1.5 · 2^23 rounds, and leaves the whole number in the low bits.
    let shifted = x * 1.442_695_04 + 12_582_912
    let whole = shifted - 12_582_912
    let rest = x - whole * 0.693_359_375 + whole * 2.121_944_4e-4
    var sum = rest * 1.987_569_15e-4 + 1.398_199_95e-3
    sum = sum * rest + 8.333_451_9e-3
    sum = sum * rest + 4.166_579_6e-2
    sum = sum * rest + 1.666_666_55e-1
    sum = sum * rest + 0.5
    sum = sum * rest * rest + rest + 1
    let bits = unsafeBitCast(shifted, to: SIMD4<Int32>.self) &+ 127
    return sum * unsafeBitCast(bits &<< 23, to: SIMD4<Float>.self)
  }
}
