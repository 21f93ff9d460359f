/// What a server demands of those who play at it.
struct Pace: Equatable, Sendable {
  /// In Hz.
  let sampleRate: Double

  /// The length of a cycle.
  let frameCount: Int

  /// What is assumed where no server says otherwise.
  static let usual = Pace(sampleRate: 48_000, frameCount: 256)
}
