import Music

/// Where a player of lines puts the roots of chords: near the one before, and near a middle, to which a long
/// tune comes back.
struct RootPath: Sendable {
  /// Where roots may lie: an octave at least.
  let keys: ClosedRange<Int>
  let middle: Int

  /// Where the last root lay; at first, where one before it might have.
  private(set) var last: Int

  /// What a semitone from the middle counts where one from the last root counts 1.
  private static let pull = 0.8

  /// The key of the root `pitchClass`, which is the last one from now on.
  mutating func move(to pitchClass: PitchClass) -> Int {
    let octaves = keys.filter { PitchClass($0) == pitchClass }
    last = octaves.min { cost(of: $0) < cost(of: $1) } ?? middle
    return last
  }

  private func cost(of key: Int) -> Double {
    Double(abs(key - last)) + Self.pull * Double(abs(key - middle))
  }
}
