import Glibc

/// How much a frame speaks for each place within a beat, as factors of likelihood.
///
/// Where the beat has yet to be found, onsets are likeliest on it, likely two thirds into it where the
/// player swings, possible at the half and the quarters, and unlikely a third into it. That asymmetry
/// tells the beat from a swung upbeat, which comping players often stress more. Many play around the
/// beat, so that it is for chords and the first stroke, too, to tell it from the half. Where the player
/// has told the beat, all are expected, so that whoever plays off it does not pull it along. Constants
/// are from the takes of `training/beat_takes.py` and the development takes: `docs/decisions.md`.
struct BeatEvidence {
  /// Where in a beat onsets are expected.
  enum Place: Int, CaseIterable {
    case between, beat, quarter, third, half, swing, lastQuarter

    /// How far into the beat it begins.
    var start: Double? {
      switch self {
      case .between: nil
      case .beat: 0
      case .quarter: 0.25
      case .third: 1.0 / 3
      case .half: 0.5
      case .swing: 2.0 / 3
      case .lastQuarter: 0.75
      }
    }
  }

  /// What an activation is worth, and from which on it speaks for the place.
  private typealias Weight = (gain: Float, threshold: Float)

  private let factors: [Float]

  /// Weighs an activation of 0 to 1; `isTold` where the player has told the beat, `isCompound` where
  /// beats have three parts.
  init(activation: Float, isTold: Bool, isCompound: Bool) {
    factors = Place.allCases.map { place in
      let weight =
        switch (isTold, isCompound) {
        case (false, false): Self.sought(place)
        case (true, false): Self.told(place)
        case (false, true): Self.compound(place)
        case (true, true): Self.toldCompound(place)
        }
      return expf(weight.gain * (activation - weight.threshold))
    }
  }

  subscript(place: Place) -> Float { factors[place.rawValue] }

  private static func sought(_ place: Place) -> Weight {
    switch place {
    case .between: (0, 0)
    case .beat: (3, 0.25)
    case .half: (1.5, 0.15)
    case .swing: (2, 0.15)
    case .quarter, .lastQuarter: (0.5, 0.15)
    case .third: (-2, 0.15)
    }
  }

  private static func told(_ place: Place) -> Weight {
    switch place {
    case .between, .third: (0, 0)
    case .beat, .half: (3, 0.25)
    case .swing: (2, 0.25)
    case .quarter, .lastQuarter: (1.5, 0.25)
    }
  }

  private static func compound(_ place: Place) -> Weight {
    switch place {
    case .between, .quarter, .lastQuarter: (0, 0)
    case .beat: (3, 0.25)
    case .third, .swing: (2, 0.15)
    case .half: (-2, 0.15)
    }
  }

  private static func toldCompound(_ place: Place) -> Weight {
    switch place {
    case .between, .quarter, .half, .lastQuarter: (0, 0)
    case .beat, .third, .swing: (3, 0.25)
    }
  }
}
