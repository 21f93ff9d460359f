private import CRealtime
package import Graph

/// Adds up to eight signals to a stereo mix.
package struct Mixer: Node, ~Copyable {
  private static let channelCount = 8

  package static let declaration = NodeDeclaration(
    kind: "mixer", family: "dynamics", doc: "Adds up to eight signals to a stereo mix.",
    inputs: (1...channelCount).map { .audio("in\($0)", "Signal \($0).") },
    outputs: [.audio("left", "The left of the mix."), .audio("right", "The right of the mix.")],
    parameters: (1...channelCount).flatMap { channel -> [ParameterDeclaration] in
      [
        .number(
          "gain_\(channel)", -90...24, default: 0, unit: "dB",
          "How much louder signal \(channel) is."),
        .number(
          "pan_\(channel)", -1...1, default: 0,
          "Where signal \(channel) is, from left to right, at constant power: 3 dB down in the middle."
        ),
      ]
    } + [.number("master", -90...24, default: 0, unit: "dB", "How much louder the mix is.")])

  /// A gain and a pan for each channel, then the master's gain.
  private let glides: UnsafeMutablePointer<Glide>

  package init(_ context: NodeContext) throws(NodeError) {
    glides = .allocate(capacity: 2 * Self.channelCount + 1)
    for channel in 0..<Self.channelCount {
      (glides + 2 * channel).initialize(to: context.glide("gain_\(channel + 1)"))
      (glides + 2 * channel + 1).initialize(to: context.glide("pan_\(channel + 1)"))
    }
    (glides + 2 * Self.channelCount).initialize(to: context.glide("master"))
  }

  deinit {
    glides.deinitialize(count: 2 * Self.channelCount + 1)
    glides.deallocate()
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    var left = cycle.output(0)
    var right = cycle.output(1)
    for frame in left.indices { left[frame] = 0 }
    for frame in right.indices { right[frame] = 0 }
    for channel in 0..<8 where cycle.isConnected(channel) {
      let input = cycle.input(channel)
      add(input, channel, left: &left, right: &right)
    }
    scale(left: &left, right: &right)
  }

  @_noLocks
  private func add(
    _ input: borrowing Signal, _ channel: Int, left: inout MutableSpan<Float>,
    right: inout MutableSpan<Float>
  ) {
    let gain = glides + 2 * channel
    let pan = gain + 1
    gain.pointee.begin()
    pan.pointee.begin()
    var leftFactor = factor(gain.pointee.value, side: 1 - pan.pointee.value)
    var rightFactor = factor(gain.pointee.value, side: 1 + pan.pointee.value)
    if gain.pointee.isSettled, pan.pointee.isSettled {
      for frame in left.indices { left[frame] += input[frame] * leftFactor }
      for frame in right.indices { right[frame] += input[frame] * rightFactor }
      return
    }
    for frame in left.indices {
      let level = gain.pointee.next()
      let place = pan.pointee.next()
      leftFactor = factor(level, side: 1 - place)
      rightFactor = factor(level, side: 1 + place)
      left[frame] += input[frame] * leftFactor
      right[frame] += input[frame] * rightFactor
    }
  }

  /// The factor of one side, which the pan gives from 0 to 2.
  @_noLocks
  private func factor(_ gain: Float, side: Float) -> Float {
    decibels(gain) * realtime_sqrt(0.5 * side)
  }

  @_noLocks
  private func scale(left: inout MutableSpan<Float>, right: inout MutableSpan<Float>) {
    let master = glides + 16
    master.pointee.begin()
    var factor = decibels(master.pointee.value)
    let isSettled = master.pointee.isSettled
    for frame in left.indices {
      if !isSettled { factor = decibels(master.pointee.next()) }
      left[frame] *= factor
      right[frame] *= factor
    }
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Mixer.self, in: $0)
}
