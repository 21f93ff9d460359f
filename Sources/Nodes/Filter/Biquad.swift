/// One second-order section and its state, in double precision.
///
/// Samples go through in groups of four, see ``BiquadKernel``, counted from the last change of
/// coefficients; where a block ends within a group, its samples are computed one by one in just the
/// same way, so that the result does not depend on the block size to the last bit. New coefficients
/// take up the last inputs and outputs, as direct form I would, so that a glide makes no steps.
struct Biquad: BitwiseCopyable {
  private var coefficients = BiquadCoefficients()
  private var kernel = BiquadKernel()

  /// The state before the group under way, and the group's inputs so far.
  private var state = BiquadKernel.Pair()
  private var group = BiquadKernel.Group()
  private var groupCount = 0

  /// The last two inputs and outputs, oldest first.
  private var inputs = BiquadKernel.Pair()
  private var outputs = BiquadKernel.Pair()

  /// Creates a section that changes nothing.
  @_noLocks
  init() {}

  /// Takes up `coefficients` and keeps what went through.
  @_noLocks
  mutating func set(_ coefficients: BiquadCoefficients) {
    self.coefficients = coefficients
    kernel = BiquadKernel(coefficients)
    groupCount = 0
    group = BiquadKernel.Group()
    let recent = coefficients.b2 * inputs.y - coefficients.a2 * outputs.y
    let older = coefficients.b2 * inputs.x - coefficients.a2 * outputs.x
    state = BiquadKernel.Pair(
      coefficients.b1 * inputs.y - coefficients.a1 * outputs.y + older, recent)
  }

  /// Forgets what went through.
  @_noLocks
  mutating func reset() {
    inputs = BiquadKernel.Pair()
    outputs = BiquadKernel.Pair()
    state = BiquadKernel.Pair()
    group = BiquadKernel.Group()
    groupCount = 0
  }

  /// Filters `count` samples; `input` and `output` may be the same.
  @_noLocks
  mutating func process(
    _ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, count: Int
  ) {
    var frame = 0
    while frame < count, groupCount > 0 || count - frame < 4 {
      output[frame] = step(input[frame])
      frame += 1
    }
    let groups = (count - frame) / 4
    if groups > 0 {
      processGroups(input + frame, output + frame, count: groups)
      frame += 4 * groups
    }
    while frame < count {
      output[frame] = step(input[frame])
      frame += 1
    }
    if !(abs(state.x) < 1e30 && abs(state.y) < 1e30) { reset() }
  }

  @_noLocks
  private mutating func processGroups(
    _ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, count: Int
  ) {
    let kernel = kernel
    var state = state
    var heard = BiquadKernel.Group()
    var made = BiquadKernel.Group()
    for index in 0..<count {
      let source = input + 4 * index
      heard = BiquadKernel.Group(
        Double(source[0]), Double(source[1]), Double(source[2]), Double(source[3]))
      made = kernel.process(heard, &state)
      let destination = output + 4 * index
      destination[0] = Float(made.x)
      destination[1] = Float(made.y)
      destination[2] = Float(made.z)
      destination[3] = Float(made.w)
    }
    self.state = state
    inputs = heard.highHalf
    outputs = made.highHalf
  }

  /// Filters one sample of a group that the block does not hold whole.
  @_noLocks
  private mutating func step(_ sample: Float) -> Float {
    group[groupCount] = Double(sample)
    var next = state
    let result = kernel.process(group, &next)[groupCount]
    inputs = BiquadKernel.Pair(inputs.y, Double(sample))
    outputs = BiquadKernel.Pair(outputs.y, result)
    groupCount += 1
    if groupCount == 4 {
      state = next
      group = BiquadKernel.Group()
      groupCount = 0
    }
    return Float(result)
  }
}
