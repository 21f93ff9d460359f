private import CRealtime

/// One second-order section and its past, in double precision.
///
/// Each output is a fixed sum of earlier inputs and outputs, so that the result depends, to the last bit,
/// neither on the block size nor on the processor, as long as that has fused multiply-add. New coefficients
/// take up the last inputs and outputs, as direct form I does, so that a glide makes no steps.
package struct Biquad: BitwiseCopyable {
  private var section: realtime_section

  /// Creates a section that changes nothing; `isWide` lets it use AVX2 and fused multiply-add, which must
  /// be there.
  package init(isWide: Bool) {
    section = realtime_section()
    section.isWide = isWide
    section.set(BiquadCoefficients())
  }

  /// Takes up `coefficients` and keeps what went through.
  @_noLocks
  package mutating func set(_ coefficients: BiquadCoefficients) { section.set(coefficients) }

  /// Forgets what went through.
  @_noLocks
  mutating func reset() {
    section.outputs = (0, 0, 0, 0, 0, 0, 0, 0)
    section.inputs = (0, 0, 0, 0, 0, 0, 0, 0)
    section.lead = 0
  }

  /// Filters `count` samples; `input` and `output` may be the same.
  @_noLocks
  package mutating func process(
    _ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, count: Int
  ) {
    realtime_section_filter(&section, input, output, count)
    if !(abs(section.outputs.7) < 1e30 && abs(section.outputs.6) < 1e30) { reset() }
  }
}
