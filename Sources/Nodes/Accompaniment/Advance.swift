internal import Graph

/// How far ahead of the clock notes are played, so that they are heard on the beat where sound cards or speakers are
/// late.
struct Advance: ~Copyable {
  static let parameter = ParameterDeclaration.number(
    "advance", -0.1...0.1, default: 0, unit: "s", smoothing: .none,
    "How much earlier notes are played, for what they take to be heard.")

  /// How fast it goes over to another value, as a share of time: the band is that much faster or slower meanwhile, and
  /// time neither jumps nor goes back.
  private static var pace: Double { @_noLocks get { 0.1 } }

  private let seconds: ParameterReader

  /// In frames a second.
  private let sampleRate: Double

  /// Frames by which the clock is ahead now.
  private var lead: Double = 0
  private var wasRolling = false

  init(_ context: NodeContext) {
    seconds = context.reader(Self.parameter.name)
    sampleRate = context.sampleRate
  }

  /// The clock by which notes are played in `cycle`.
  @_noLocks
  mutating func time(in cycle: borrowing Cycle) -> Transport {
    let wanted = Double(seconds.value) * sampleRate
    let step = wasRolling ? Self.pace * Double(cycle.frameCount) : .infinity
    lead = min(max(wanted, lead - step), lead + step)
    wasRolling = cycle.transport.isRolling
    return cycle.transport.advanced(by: lead)
  }
}
