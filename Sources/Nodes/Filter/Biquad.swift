/// One second-order section and its state, in double precision.
///
/// The transposed direct form II with the output eliminated from its state: the path from one
/// sample to the next is a multiplication and an addition, half of the usual form's. New
/// coefficients take up the last inputs and outputs rather than the old state, as direct form I
/// would, so that a glide makes no steps.
struct Biquad: BitwiseCopyable {
  private var coefficients = BiquadCoefficients()
  private var feed1 = 0.0
  private var feed2 = 0.0
  private var state1 = 0.0
  private var state2 = 0.0

  /// The last input and output, and those before.
  private var input1 = 0.0
  private var input2 = 0.0
  private var output1 = 0.0
  private var output2 = 0.0

  /// Creates a section that changes nothing.
  @_noLocks
  init() {}

  /// Takes up `coefficients` and keeps what went through.
  @_noLocks
  mutating func set(_ coefficients: BiquadCoefficients) {
    self.coefficients = coefficients
    feed1 = coefficients.b1 - coefficients.a1 * coefficients.b0
    feed2 = coefficients.b2 - coefficients.a2 * coefficients.b0
    state2 = coefficients.b2 * input1 - coefficients.a2 * output1
    state1 =
      coefficients.b1 * input1 - coefficients.a1 * output1
      + coefficients.b2 * input2 - coefficients.a2 * output2
  }

  /// Forgets what went through.
  @_noLocks
  mutating func reset() {
    state1 = 0
    state2 = 0
    input1 = 0
    input2 = 0
    output1 = 0
    output2 = 0
  }

  /// Filters `count` samples; `input` and `output` may be the same.
  @_noLocks
  mutating func process(
    _ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, count: Int
  ) {
    let (gain, back1, back2) = (coefficients.b0, coefficients.a1, coefficients.a2)
    let (feed1, feed2) = (feed1, feed2)
    var (first, second) = (state1, state2)
    var (sample1, sample2) = (input1, input2)
    var (result1, result2) = (output1, output2)
    for frame in 0..<count {
      let sample = Double(input[frame])
      let result = gain * sample + first
      let next = (feed1 * sample + second) - back1 * first
      second = feed2 * sample - back2 * first
      first = next
      output[frame] = Float(result)
      (sample2, sample1) = (sample1, sample)
      (result2, result1) = (result1, result)
    }
    (state1, state2) = (first, second)
    (input1, input2) = (sample1, sample2)
    (output1, output2) = (result1, result2)
    if !(abs(first) < 1e30 && abs(second) < 1e30) { reset() }
  }
}
