package import CRealtime

extension realtime_section {
  /// Works out the recursion of `section` four samples ahead.
  ///
  /// A section hangs from sample to sample by a multiplication and two additions, which no processor
  /// can overlap. With numerator and denominator multiplied by the same polynomials, outputs depend
  /// only on those four and eight samples earlier, and four can be computed at once. See K. K. Parhi
  /// and D. G. Messerschmitt, "Pipeline interleaving and parallelism in recursive digital filters I:
  /// pipelining using scattered look-ahead and decomposition", IEEE Transactions on Acoustics, Speech
  /// and Signal Processing 37 (1989).
  @_noLocks
  package init(_ section: BiquadCoefficients) {
    self.init()
    let (a1, a2) = (section.a1, section.a2)
    // (1 + a1 z + a2 z²)(1 - a1 z + a2 z²) = 1 + c2 z² + c4 z⁴, z being a delay of one sample.
    let c2 = 2 * a2 - a1 * a1
    let c4 = a2 * a2
    let u0 = section.b0
    let u1 = section.b1 - a1 * section.b0
    let u2 = section.b2 - a1 * section.b1 + a2 * section.b0
    let u3 = a2 * section.b1 - a1 * section.b2
    let u4 = a2 * section.b2
    direct = (section.b0, section.b1, section.b2, a1, a2)
    ahead = (
      u0, u1, u2 - c2 * u0, u3 - c2 * u1, u4 - c2 * u2 + c4 * u0, c4 * u1 - c2 * u3,
      c4 * u2 - c2 * u4, c4 * u3, c4 * u4
    )
    back4 = 2 * c4 - c2 * c2
    back8 = c4 * c4
  }
}
