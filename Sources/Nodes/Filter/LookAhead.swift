package import CRealtime

extension realtime_section {
  /// Takes up `coefficients`, keeps what went through, and works out the recursion four samples ahead.
  ///
  /// A section hangs from sample to sample by a multiplication and two additions, which no processor
  /// can overlap. With numerator and denominator multiplied by the same polynomials, outputs depend
  /// only on those four and eight samples earlier, and four can be computed at once. See K. K. Parhi
  /// and D. G. Messerschmitt, "Pipeline interleaving and parallelism in recursive digital filters I:
  /// pipelining using scattered look-ahead and decomposition", IEEE Transactions on Acoustics, Speech
  /// and Signal Processing 37 (1989). The numerator stays in two factors, as they decompose it: that
  /// takes fewer multiplications than their product.
  @_noLocks
  package mutating func set(_ coefficients: BiquadCoefficients) {
    let (b0, b1, b2) = (coefficients.b0, coefficients.b1, coefficients.b2)
    let (a1, a2) = (coefficients.a1, coefficients.a2)
    direct = (b0, b1, b2, a1, a2)
    // (b0 + b1 z + b2 z²)(1 - a1 z + a2 z²), z being a delay of one sample.
    ahead.near = (b0, b1 - a1 * b0, b2 - a1 * b1 + a2 * b0, a2 * b1 - a1 * b2, a2 * b2)
    // (1 + a1 z + a2 z²)(1 - a1 z + a2 z²) = 1 + c2 z² + c4 z⁴.
    ahead.far2 = 2 * a2 - a1 * a1
    ahead.far4 = a2 * a2
    // (1 + c2 z² + c4 z⁴)(1 - c2 z² + c4 z⁴).
    ahead.back4 = 2 * ahead.far4 - ahead.far2 * ahead.far2
    ahead.back8 = ahead.far4 * ahead.far4
    // The recursion ahead holds where this and the six outputs before obey the same coefficients.
    lead = 6
  }
}
