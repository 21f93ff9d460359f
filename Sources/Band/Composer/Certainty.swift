private import Glibc

/// How sure the clock has been of its beat over the last four beats, more or less.
struct Certainty: Sendable {
  private static let memory = 4.0

  /// 0 to 1.
  private(set) var value = 0.0
  private var last: Double?

  /// Takes in that the clock, at `beat`, is sure of it by `confidence`, 0 to 1.
  mutating func hear(_ confidence: Double, at beat: Double) {
    defer { last = beat }
    guard let last, beat > last else { return }
    value += (confidence - value) * (1 - exp((last - beat) / Self.memory))
  }
}
