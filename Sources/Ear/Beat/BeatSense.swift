import Glibc

/// One way to hear the beat: as that which is followed, or faster, slower, or elsewhere in it.
struct BeatSense: Equatable {
  /// Beats for each that is followed.
  let ratio: Double
  /// Where a beat falls, in beats followed.
  let shift: Double
  /// Whether beats have three parts.
  let isCompound: Bool

  /// All ways to hear it: what is followed may be half, twice, two thirds, or three quarters of the beat,
  /// or the other way round, and anywhere that strokes fall.
  static let all: [BeatSense] = [false, true].flatMap { isCompound in
    grids.flatMap { grid in
      grid.shifts.map { BeatSense(ratio: grid.ratio, shift: $0, isCompound: isCompound) }
    }
  }

  /// The ways, but ``all``, to hear bars of `beats` as so many of what is followed: bars of five or seven are taken for
  /// others of two to six, evenly.
  static func inBars(of beats: Int) -> [BeatSense] {
    guard beats > 4 else { return [] }
    return (2...6).filter { $0 != beats }.flatMap { followed in
      let ratio = Double(beats) / Double(followed)
      guard !grids.contains(where: { abs($0.ratio - ratio) < 0.01 }) else { return [BeatSense]() }
      return (0..<followed).map { BeatSense(ratio: ratio, shift: Double($0), isCompound: false) }
    }
  }

  private static let grids: [(ratio: Double, shifts: [Double])] = [
    (1, [0, 0.5]), (2, [0, 0.25]), (0.5, [0, 0.5, 1, 1.5]), (2.0 / 3, [0, 0.5, 1]),
    (1.5, [0, 1.0 / 3]), (0.75, [0, 1.0 / 3, 2.0 / 3, 1]), (4.0 / 3, [0, 0.25, 0.5]),
    (1, [1.0 / 3, 2.0 / 3, 0.25, 0.75]), (3, [0]), (1.0 / 3, [0, 1, 2]),
  ]

  /// The beat on which `place` of the beats followed falls.
  func place(_ place: Double) -> Double { (place - shift) * ratio }
}
