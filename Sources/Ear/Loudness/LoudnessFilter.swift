import Glibc

/// The K-weighting of ITU-R BS.1770-4, annex 1: a shelf for the head, then a high-pass.
///
/// The standard gives coefficients at 48 kHz only; these are its analogue prototypes at any rate,
/// with the constants that Mansbridge, Finn & Reiss, "Implementation and evaluation of autonomous
/// multi-track fader control" (AES 132, 2012), fitted to them.
struct LoudnessFilter {
  private struct Section {
    let b: (Double, Double, Double)
    let a: (Double, Double)
    var first = 0.0
    var second = 0.0

    init(b: (Double, Double, Double), a: (Double, Double)) {
      self.b = b
      self.a = a
    }

    /// Transposed direct form II.
    @inline(__always)
    mutating func step(_ input: Double) -> Double {
      let output = b.0 * input + first
      first = b.1 * input - a.0 * output + second
      second = b.2 * input - a.1 * output
      return output
    }
  }

  private var shelf: Section
  private var highpass: Section

  init(sampleRate: Double) {
    shelf = Self.shelf(sampleRate)
    highpass = Self.highpass(sampleRate)
  }

  @inline(__always)
  mutating func step(_ input: Float) -> Double { highpass.step(shelf.step(Double(input))) }

  private static func shelf(_ sampleRate: Double) -> Section {
    let k = tan(.pi * 1681.974450955533 / sampleRate)
    let damping = k / 0.7071752369554196
    let high = pow(10, 3.999843853973347 / 20)
    let band = pow(high, 0.4996667741545416) * damping
    let scale = 1 + damping + k * k
    return Section(
      b: ((high + band + k * k) / scale, 2 * (k * k - high) / scale, (high - band + k * k) / scale),
      a: (2 * (k * k - 1) / scale, (1 - damping + k * k) / scale))
  }

  private static func highpass(_ sampleRate: Double) -> Section {
    let k = tan(.pi * 38.13547087602444 / sampleRate)
    let damping = k / 0.5003270373238773
    let scale = 1 + damping + k * k
    return Section(
      b: (1, -2, 1), a: (2 * (k * k - 1) / scale, (1 - damping + k * k) / scale))
  }
}
