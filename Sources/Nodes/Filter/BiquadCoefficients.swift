private import CRealtime

/// The coefficients of one second-order section, normalised so that the output's own is 1.
///
/// Formulas: R. Bristow-Johnson, "Cookbook formulae for audio equalizer biquad filter coefficients".
package struct BiquadCoefficients: BitwiseCopyable, Equatable {
  package var b0: Double
  package var b1: Double
  package var b2: Double
  package var a1: Double
  package var a2: Double

  /// The section that changes nothing.
  @_noLocks
  package init() {
    b0 = 1
    b1 = 0
    b2 = 0
    a1 = 0
    a2 = 0
  }

  /// Designs a section of `shape`; `frequency` in parts of the sample rate, below 0.5, `gain` in dB.
  @_noLocks
  package init(_ shape: FilterShape, frequency: Float, q: Float, gain: Float) {
    let half = Float.pi * frequency
    let halfSine = Double(realtime_sin(half))
    // From the half angle, because the cosine of a low frequency in single precision is as good as 1.
    let oneMinusCosine = 2 * halfSine * halfSine
    let alpha = halfSine * Double(realtime_cos(half)) / Double(q)
    let amplitude = Double(realtime_exp(gain * 0.057_564_627))
    self.init()
    design(shape, oneMinusCosine, alpha, amplitude, Double(realtime_sqrt(Float(amplitude))))
  }

  @_noLocks
  private mutating func design(
    _ shape: FilterShape, _ oneMinusCosine: Double, _ alpha: Double, _ amplitude: Double,
    _ root: Double
  ) {
    let cosine = 1 - oneMinusCosine
    switch shape {
    case .lowpass:
      set(
        oneMinusCosine / 2, oneMinusCosine, oneMinusCosine / 2, 1 + alpha, -2 * cosine, 1 - alpha)
    case .highpass:
      let onePlusCosine = 1 + cosine
      set(onePlusCosine / 2, -onePlusCosine, onePlusCosine / 2, 1 + alpha, -2 * cosine, 1 - alpha)
    case .bandpass:
      set(alpha, 0, -alpha, 1 + alpha, -2 * cosine, 1 - alpha)
    case .notch:
      set(1, -2 * cosine, 1, 1 + alpha, -2 * cosine, 1 - alpha)
    case .peak:
      set(
        1 + alpha * amplitude, -2 * cosine, 1 - alpha * amplitude, 1 + alpha / amplitude,
        -2 * cosine, 1 - alpha / amplitude)
    case .lowshelf:
      designShelf(cosine, 2 * root * alpha, amplitude, direction: 1)
    case .highshelf:
      designShelf(cosine, 2 * root * alpha, amplitude, direction: -1)
    }
  }

  /// Designs a low shelf, or with `direction` -1 a high shelf.
  @_noLocks
  private mutating func designShelf(
    _ cosine: Double, _ slope: Double, _ amplitude: Double, direction: Double
  ) {
    let sum = amplitude + 1
    let difference = (amplitude - 1) * direction * cosine
    let tilt = (amplitude - 1) * direction
    let turn = sum * cosine
    set(
      amplitude * (sum - difference + slope), 2 * amplitude * (tilt - turn),
      amplitude * (sum - difference - slope), sum + difference + slope, -2 * (tilt + turn),
      sum + difference - slope)
  }

  /// Takes the cookbook's six coefficients and divides by `a0`.
  @_noLocks
  private mutating func set(
    _ b0: Double, _ b1: Double, _ b2: Double, _ a0: Double, _ a1: Double, _ a2: Double
  ) {
    self.b0 = b0 / a0
    self.b1 = b1 / a0
    self.b2 = b2 / a0
    self.a1 = a1 / a0
    self.a2 = a2 / a0
  }
}
