internal import Graph

/// How far ahead of the clock notes are played, so that they are heard on the beat where sound cards or speakers are
/// late.
struct Advance: ~Copyable {
  static let parameter = ParameterDeclaration.number(
    "advance", -0.1...0.1, default: 0, unit: "s", smoothing: .none,
    "How much earlier notes are played, for what they take to be heard.")

  private let seconds: ParameterReader

  /// In frames a second.
  private let sampleRate: Double

  init(_ context: NodeContext) {
    seconds = context.reader(Self.parameter.name)
    sampleRate = context.sampleRate
  }

  /// The clock by which notes are played in `cycle`.
  @_noLocks
  func time(in cycle: borrowing Cycle) -> Transport {
    cycle.transport.advanced(by: Double(seconds.value) * sampleRate)
  }
}
