extension Float {
  /// The sample, or silence where nobody played it: it is not a number, or more than 60 dB above full scale,
  /// as whatever runs away comes to be.
  ///
  /// One such sample would otherwise stay in every running average after it.
  @inline(__always)
  var audible: Float { abs(self) <= 1000 ? self : 0 }
}
