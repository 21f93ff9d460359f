extension SIMD4<Float> {
  /// 1 / (1 + e^-x).
  var sigmoid: SIMD4<Float> { 1 / (1 + (-self).exponential) }

  /// The hyperbolic tangent, as 1 - 2 / (1 + e^2x).
  var hyperbolicTangent: SIMD4<Float> { 1 - 2 / (1 + (2 * self).exponential) }

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

  /// The natural logarithm of each, within two units in the last place or 1e-7; for what is above zero, finite
  /// and normal.
  ///
  /// Cephes' `logf` (Moshier, 1992): the exponent, and a polynomial of the rest, from the root of a half to the
  /// root of two.
  var logarithm: SIMD4<Float> {
    let bits = unsafeBitCast(self, to: SIMD4<Int32>.self)
    // What is taken away are the bits of the root of a half.
    let power = (bits &- 0x3f35_04f3) &>> 23
    let x = unsafeBitCast(bits &- (power &<< 23), to: SIMD4<Float>.self) - 1
    // The bits of 1.5 · 2^23 and a whole number are that number more.
    let exponent =
      unsafeBitCast(power &+ 0x4b40_0000, to: SIMD4<Float>.self) - 12_582_912
    var sum = x * 7.037_683_6e-2 - 1.151_461_03e-1
    sum = sum * x + 1.167_699_87e-1
    sum = sum * x - 1.242_014_08e-1
    sum = sum * x + 1.424_932_28e-1
    sum = sum * x - 1.666_805_77e-1
    sum = sum * x + 2.000_071_48e-1
    sum = sum * x - 2.499_999_4e-1
    sum = sum * x + 3.333_333_12e-1
    let square = x * x
    let small = (sum * x - 0.5) * square - exponent * 2.121_944_4e-4
    return x + (small + exponent * 0.693_359_375)
  }
}
