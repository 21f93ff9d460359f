private import CRealtime

/// One second-order section and its past, in double precision.
///
/// Each output is a fixed sum of earlier inputs and outputs, so that the result depends neither on
/// the block size nor on how many samples are computed at once, to the last bit. New coefficients take
/// up the last inputs and outputs, as direct form I does, so that a glide makes no steps.
package struct Biquad: BitwiseCopyable {
  private var section: realtime_section
  private var past = realtime_history()
  private let isWide: Bool

  /// Creates a section that changes nothing; `isWide` lets it use AVX2, which must be there.
  package init(isWide: Bool) {
    section = realtime_section(BiquadCoefficients())
    self.isWide = isWide
  }

  /// Takes up `coefficients` and keeps what went through.
  @_noLocks
  package mutating func set(_ coefficients: BiquadCoefficients) {
    section = realtime_section(coefficients)
    // The recursion ahead holds where this and the six outputs before obey the same coefficients.
    past.lead = 6
  }

  /// Forgets what went through.
  @_noLocks
  mutating func reset() { past = realtime_history() }

  /// Filters `count` samples; `input` and `output` may be the same.
  @_noLocks
  package mutating func process(
    _ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, count: Int
  ) {
    realtime_section_filter(&section, &past, input, output, count, isWide)
    if !(abs(past.outputs.7) < 1e30 && abs(past.outputs.6) < 1e30) { reset() }
  }
}
