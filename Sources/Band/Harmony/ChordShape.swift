import Music

/// What matters of a chord where a tune is compared with itself, or that there is none: no array in it, and
/// nothing to count.
struct ChordShape: Equatable, Sendable, BitwiseCopyable {
  private let root: Int8
  private let isMinor: Bool
  private let tones: PitchClassSet

  /// The tones, and the bass where it is foreign to them.
  private let all: PitchClassSet

  /// No chord.
  static let none = ChordShape()

  private init() { (root, isMinor, tones, all) = (-1, false, [], []) }

  init(_ chord: Chord) {
    root = Int8(chord.root.semitones)
    isMinor = chord.quality.isMinor
    tones = PitchClassSet(chord.pitchClasses)
    all = tones.union(PitchClassSet([chord.bass]))
  }

  /// Whether a player would take `other` for the same harmony, as ``Music/Chord/isAlike(_:)`` has it.
  func isAlike(_ other: ChordShape) -> Bool { root == other.root && isMinor == other.isMinor }

  /// How much one is like the other, 0 to 1.
  func likeness(to other: ChordShape) -> Double {
    if self == .none || other == .none { return 0 }
    if root == other.root { return isMinor == other.isMinor ? 1 : 0.5 }
    return tones.intersection(other.all).rawValue.nonzeroBitCount >= 2 ? 0.4 : 0
  }
}
