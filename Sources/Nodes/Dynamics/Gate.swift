private import CRealtime
package import Graph

/// Lets sound through only while it is loud enough.
///
/// Opens when the envelope rises above the threshold, closes when it has stayed below the
/// threshold less the hysteresis for as long as `hold`.
package struct Gate: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "gate", family: "dynamics", doc: "Lets sound through only while it is loud enough.",
    inputs: [.audio("in", "Any signal.")],
    outputs: [.audio("out", "The signal, or near silence.")],
    parameters: [
      .number(
        "threshold", -90...0, default: -50, unit: "dB", smoothing: .none,
        "The peak level that opens the gate."),
      .number(
        "hysteresis", 0...24, default: 6, unit: "dB", smoothing: .none,
        "How far below the threshold the level must fall to close it."),
      .number(
        "attack", 0.0001...0.2, default: 0.001, unit: "s", scale: .logarithmic, smoothing: .none,
        "How long opening takes."),
      .number(
        "hold", 0...2, default: 0.05, unit: "s", smoothing: .none,
        "How long the gate stays open after the level has fallen."),
      .number(
        "release", 0.001...2, default: 0.1, unit: "s", scale: .logarithmic, smoothing: .none,
        "How long closing takes."),
      .number(
        "range", -90...0, default: -90, unit: "dB", smoothing: .none,
        "What is left of the sound while the gate is closed."),
    ])

  /// Seconds in which the envelope falls by 63 %.
  private static let decay: Float = 0.01

  private let threshold: ParameterReader
  private let hysteresis: ParameterReader
  private let attack: ParameterReader
  private let hold: ParameterReader
  private let release: ParameterReader
  private let range: ParameterReader
  private let sampleRate: Float
  private let fall: Float
  private var envelope: Float = 0
  private var factor: Float = 0
  private var isOpen = false

  /// Frames since the level was last above the closing threshold.
  private var quietFrames: Int = 0

  package init(_ context: NodeContext) throws(NodeError) {
    threshold = context.reader("threshold")
    hysteresis = context.reader("hysteresis")
    attack = context.reader("attack")
    hold = context.reader("hold")
    release = context.reader("release")
    range = context.reader("range")
    sampleRate = Float(context.sampleRate)
    fall = realtime_exp(-1 / (Self.decay * sampleRate))
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    let input = cycle.input(0)
    var output = cycle.output(0)
    let opening = decibels(threshold.value)
    let closing = decibels(threshold.value - hysteresis.value)
    let rise = coefficient(attack.value)
    let sink = coefficient(release.value)
    let floor = decibels(range.value)
    let holdFrames = Int(hold.value * sampleRate)
    for frame in output.indices {
      follow(abs(input[frame]), opening, closing, holdFrames)
      factor += isOpen ? rise * (1 - factor) : sink * (floor - factor)
      output[frame] = input[frame] * factor
    }
  }

  /// Takes the magnitude of one sample; anything undefined counts as silence.
  @_noLocks
  private mutating func follow(
    _ magnitude: Float, _ opening: Float, _ closing: Float, _ holdFrames: Int
  ) {
    envelope = max(envelope * fall, magnitude < 1e6 ? magnitude : 0)
    quietFrames = envelope > closing ? 0 : quietFrames + 1
    if envelope > opening {
      isOpen = true
    } else if quietFrames > holdFrames {
      isOpen = false
    }
  }

  /// The share of the way that one sample goes, for three time constants in `seconds`.
  @_noLocks
  private func coefficient(_ seconds: Float) -> Float {
    1 - realtime_exp(-3 / (seconds * sampleRate))
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Gate.self, in: $0)
}
