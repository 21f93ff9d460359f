import Glibc

/// How likely it is that a beat stands at each place of a bar of each metre, filtered forwards from beat to beat.
///
/// A hidden Markov model as in Krebs, Böck & Widmer, "Rhythmic pattern modeling for beat and downbeat
/// tracking in musical audio" (ISMIR 2013), whose states are whole beats: players hardly ever leave a beat out or
/// change their metre, so that what was heard long ago still counts. Constants: `docs/decisions.md`.
struct BarBelief {
  /// Bars of so many beats, and how likely they are before anything is heard.
  struct Metre {
    let beats: Int
    var share: Float = 1
  }

  /// A place in a bar of `beats`, from 0, and how likely it is.
  struct Place {
    let beats: Int
    let index: Int
    let likelihood: Float
  }

  private struct Bar {
    let metre: Metre
    /// How likely each place is.
    var places: [Float]
  }

  /// How likely a beat is lost or one too many is counted, and how likely another metre begins.
  private static let slip: Float = 0.000_02
  private static let turn: Float = 0.000_1

  private var bars: [Bar]

  /// Believes in bars of `metres`.
  init(_ metres: [Metre]) {
    bars = metres.map { metre in
      let share = metre.share / Float(metre.beats)
      return Bar(metre: metre, places: Array(repeating: share, count: metre.beats))
    }
  }

  /// The likeliest place.
  var likeliest: Place {
    var found = Place(beats: 0, index: 0, likelihood: -1)
    for bar in bars {
      for (index, likelihood) in bar.places.enumerated() where likelihood > found.likelihood {
        found = Place(beats: bar.metre.beats, index: index, likelihood: likelihood)
      }
    }
    return found
  }

  /// The place after `place`, if there are bars of its metre.
  func after(_ place: Place) -> Place? {
    let index = (place.index + 1) % place.beats
    return bars.first { $0.metre.beats == place.beats }.map {
      Place(beats: place.beats, index: index, likelihood: $0.places[index])
    }
  }

  /// Goes on to the next beat.
  mutating func advance() {
    for index in bars.indices {
      let (old, count) = (bars[index].places, bars[index].places.count)
      let stray =
        (Self.slip * old.reduce(0, +) + Self.turn * bars[index].metre.share) / Float(count)
      for place in 0..<count {
        bars[index].places[place] =
          (1 - Self.slip - Self.turn) * old[(place + count - 1) % count] + stray
      }
    }
  }

  /// Learns by how much more likely, as a logarithm, what was heard is if the beat `back` beats ago was the
  /// first of a bar; one to come is a negative number of beats ago.
  mutating func weigh(_ logarithm: Float, back: Int = 0) {
    let factor = expf(logarithm)
    for index in bars.indices {
      let count = bars[index].places.count
      bars[index].places[(back % count + count) % count] *= factor
    }
    let sum = bars.reduce(Float(0)) { $0 + $1.places.reduce(0, +) }
    for index in bars.indices {
      for place in bars[index].places.indices { bars[index].places[place] /= sum }
    }
  }
}
