private import CRealtime
package import Graph

/// Puts sound into a room.
///
/// A feedback delay network: eight delays of lengths without a common divisor, fed back through a
/// Hadamard matrix, which keeps the energy, and a low-pass filter each, which lets the highs die
/// first. See J.-M. Jot and A. Chaigne, "Digital delay networks for designing artificial
/// reverberators", AES Convention 90 (1991), §3 for the gains from the reverberation time.
package struct Reverb: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "reverb", family: "effect", doc: "Puts sound into a room.",
    inputs: [
      .audio("left", "Any signal; alone, it is heard from both sides."),
      .audio("right", "The right side of it."),
    ],
    outputs: [.audio("left", "The left side."), .audio("right", "The right side.")],
    parameters: [
      .number("mix", 0...1, default: 0.2, "The share of the room: 0 is dry, 1 the room alone."),
      .number(
        "time", 0.1...20, default: 1.2, unit: "s", scale: .logarithmic, smoothing: .none,
        "How long the room takes to fall by 60 dB."),
      .number(
        "tone", 500...16_000, default: 5000, unit: "Hz", scale: .logarithmic, smoothing: .none,
        "Above it the room dies sooner."),
    ])

  private var mix: Glide
  private let time: ParameterReader
  private let tone: ParameterReader
  private var room: DelayNetwork
  private var heard: (time: Float, tone: Float) = (0, 0)

  package init(_ context: NodeContext) throws(NodeError) {
    mix = context.glide("mix")
    time = context.reader("time")
    tone = context.reader("tone")
    room = DelayNetwork(sampleRate: Float(context.sampleRate))
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    follow()
    mix.begin()
    let left = cycle.input(0)
    let right = cycle.isConnected(1) ? cycle.input(1) : cycle.input(0)
    var leftOut = cycle.output(0)
    var rightOut = cycle.output(1)
    for frame in leftOut.indices {
      let (dryLeft, dryRight) = (left[frame], right[frame])
      let (wetLeft, wetRight) = room.next(audible(dryLeft), audible(dryRight))
      let share = mix.next()
      leftOut[frame] = dryLeft + share * (wetLeft - dryLeft)
      rightOut[frame] = dryRight + share * (wetRight - dryRight)
    }
  }

  @_noLocks
  private mutating func follow() {
    let wanted = (time: time.value, tone: tone.value)
    guard wanted.time != heard.time || wanted.tone != heard.tone else { return }
    heard = wanted
    room.set(seconds: wanted.time, tone: wanted.tone)
  }

  /// A sample that may go round the room for ever; anything undefined counts as silence.
  @_noLocks
  private func audible(_ sample: Float) -> Float { abs(sample) < 1e6 ? sample : 0 }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Reverb.self, in: $0)
}
