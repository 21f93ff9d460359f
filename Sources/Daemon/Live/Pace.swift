/// What a server demands of those who play at it.
struct Pace: Equatable, Sendable {
  /// In Hz.
  let sampleRate: Double

  /// The length of a cycle.
  let frameCount: Int

  /// What is assumed where no server says otherwise.
  static let usual = Pace(sampleRate: 48_000, frameCount: 256)

  /// The most frames of a cycle in which we play; JACK 2 has no longer ones, PipeWire may.
  static let longestCycle = 8192

  /// Whether we keep silent, since no node is made for cycles as long as these.
  var isTooSlow: Bool { frameCount > Self.longestCycle }

  /// How we play, in words.
  var summary: String {
    let cycle = "\(Int(sampleRate)) Hz, \(frameCount) frames a cycle"
    return isTooSlow
      ? "silent at \(cycle): more than \(Self.longestCycle) are not played" : "playing at \(cycle)"
  }
}
