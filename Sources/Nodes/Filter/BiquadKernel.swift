/// What four samples on end do to a second-order section, worked out ahead.
///
/// A section hangs from sample to sample by a multiplication and two additions, which no processor
/// can overlap. Taken four at a time, the state needs that only once: the outputs and the next
/// state are sums of the state and the four inputs, each with a weight of its own. Block state-space
/// filtering; see C. W. Barnes and S. Shinnaka, "Block-shift invariance and block implementation of
/// discrete-time filters", IEEE Transactions on Circuits and Systems 27 (1980).
struct BiquadKernel: BitwiseCopyable {
  /// The inputs of a group, in order.
  typealias Group = SIMD4<Double>
  typealias Pair = SIMD2<Double>

  /// What the two state variables give to the first and the second pair of outputs.
  private var first1 = Pair(1, 0)
  private var first2 = Pair()
  private var second1 = Pair()
  private var second2 = Pair()

  /// What the inputs give to the outputs: the impulse response in four overlapping pairs.
  private var response0 = Pair(1, 0)
  private var response1 = Pair(0, 1)
  private var response2 = Pair()
  private var response3 = Pair()

  /// What the two state variables and the inputs give to the next state.
  private var next1 = Pair()
  private var next2 = Pair()
  private var feed0 = Pair()
  private var feed1 = Pair()
  private var feed2 = Pair()
  private var feed3 = Pair()

  /// Creates the kernel of a section that changes nothing.
  @_noLocks
  init() {}

  /// Works out the kernel of a section in the transposed direct form II.
  @_noLocks
  init(_ section: BiquadCoefficients) {
    let (back1, back2) = (-section.a1, -section.a2)
    feed3 = Pair(section.b1 + back1 * section.b0, section.b2 + back2 * section.b0)
    feed2 = Pair(back1 * feed3.x + feed3.y, back2 * feed3.x)
    feed1 = Pair(back1 * feed2.x + feed2.y, back2 * feed2.x)
    feed0 = Pair(back1 * feed1.x + feed1.y, back2 * feed1.x)
    response0 = Pair(section.b0, feed3.x)
    response1 = Pair(0, section.b0)
    response2 = Pair(feed2.x, feed1.x)
    response3 = Pair(feed3.x, feed2.x)
    // The rows of the powers of the state's matrix, of which the outputs take the first.
    let row2 = Pair(back1 * back1 + back2, back1)
    let row3 = Pair(back1 * row2.x + back2 * back1, row2.x)
    let row4 = Pair(back1 * row3.x + back2 * row2.x, row3.x)
    first1 = Pair(1, back1)
    first2 = Pair(0, 1)
    second1 = Pair(row2.x, row3.x)
    second2 = Pair(row2.y, row3.y)
    next1 = Pair(row4.x, back2 * row3.x)
    next2 = Pair(row4.y, back2 * row3.y)
  }

  /// Filters four samples and moves `state` on.
  @_noLocks
  @inline(__always)
  func process(_ input: Group, _ state: inout Pair) -> Group {
    let (state1, state2) = (Pair(repeating: state.x), Pair(repeating: state.y))
    let (input0, input1) = (Pair(repeating: input.x), Pair(repeating: input.y))
    let (input2, input3) = (Pair(repeating: input.z), Pair(repeating: input.w))
    let early = input0 * response0 + input1 * response1
    let late = (input0 * response2 + input1 * response3) + (input2 * response0 + input3 * response1)
    let fed = (input0 * feed0 + input1 * feed1) + (input2 * feed2 + input3 * feed3)
    let lower = early + (state1 * first1 + state2 * first2)
    let upper = late + (state1 * second1 + state2 * second2)
    state = fed + (state1 * next1 + state2 * next2)
    return Group(lowHalf: lower, highHalf: upper)
  }
}
