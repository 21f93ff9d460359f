import Glibc

/// How loud the player plays, in LUFS, and how loud the band plays with him.
///
/// Half of it is the level as it comes in, so that who plays softly all evening has a soft band; the other
/// half is what is usual for him, so that his own louder and softer bars count whatever the gain.
struct PlayedLevel: Sendable {
  /// The level at which the band plays as written: that of the development takes and of `make eval`'s, whose peaks
  /// are at -6 dBFS, is -20 to -26.
  private static let nominal = -22.0

  /// How many LU make velocities ten times what they are.
  ///
  /// General MIDI has a tone 40 dB louder for that ("DLS Level 1", 1.2), and a band does not follow a player all
  /// the way.
  private static let slope = 50.0

  /// How much a tenth of a second counts for what is played now, and for what is usual: 2 and 60 s.
  private static let weights = (current: 0.05, usual: 1.0 / 600)

  /// Levels from which on something is played.
  private static let silence = -70.0

  private var count = 0
  private var current = nominal
  private var usual = nominal

  /// The levels of the last beats, and where they were.
  private var recent: [(beat: Double, level: Double)] = []

  /// Whether anything was heard since the tune began.
  var isKnown: Bool { count > 0 }

  /// What velocities are multiplied by, 0.6 to 1.2.
  var dynamics: Double {
    let reference = (Self.nominal + usual) / 2
    return min(1.2, max(0.6, pow(10, (current - reference) / Self.slope)))
  }

  /// How loud he plays from `start` until before `end` against what is usual, 2 for twice the amplitude; `nil` where
  /// nothing was heard.
  func amplitude(from start: Double, until end: Double) -> Double? {
    let heard = recent.filter { $0.beat >= start && $0.beat < end }
    guard !heard.isEmpty else { return nil }
    let mean = heard.reduce(0) { $0 + $1.level } / Double(heard.count)
    return pow(10, (mean - usual) / 20)
  }

  /// Takes in the loudness of 400 ms, ten times a second while he plays.
  mutating func hear(_ level: Double, at beat: Double) {
    guard level > Self.silence else { return }
    count += 1
    current += (level - current) * max(Self.weights.current, 1 / Double(count))
    usual += (level - usual) * max(Self.weights.usual, 1 / Double(count))
    recent.append((beat, level))
  }

  /// Forgets where it was before `beat`.
  mutating func forget(before beat: Double) { recent.removeAll { $0.beat < beat } }

  /// Forgets how loud he played.
  mutating func beginTune() { count = 0 }
}
