import Glibc

/// How likely it is that a beat stands at each place of a bar of each metre, filtered forwards from beat to beat.
///
/// A hidden Markov model as in Krebs, Böck & Widmer, "Rhythmic pattern modeling for beat and downbeat
/// tracking in musical audio" (ISMIR 2013), whose states are whole beats: players hardly ever leave a beat out or
/// change their metre, so that what was heard long ago still counts. Each place knows on which beats chords would have
/// changed so far if it were right. Constants: `docs/decisions.md`.
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

  /// How likely a past is, and on which beats of the bar chords changed in it.
  private struct Past {
    var likelihood: Float
    var habit: ChangeHabit

    mutating func hear(change isChange: Bool, at place: Int) {
      let chance = habit.chance(at: place)
      likelihood *= isChange ? chance : 1 - chance
      habit.learn(isChange, at: place)
    }
  }

  /// What is believed of a place: that bars were always counted so, and that they have slipped there.
  ///
  /// Of who left out a beat the former has learned that chords change on other beats than the first, from the beats
  /// before, and the latter, on which they had changed until then.
  private struct Standing {
    var steady: Past
    var slipped: Past

    var likelihood: Float { steady.likelihood + slipped.likelihood }
    var likeliest: Past { steady.likelihood > slipped.likelihood ? steady : slipped }

    mutating func scale(by factor: Float) {
      steady.likelihood *= factor
      slipped.likelihood *= factor
    }
  }

  private struct Bar {
    let metre: Metre
    /// What is believed of each place.
    var places: [Standing]

    var likelihood: Float { places.reduce(0) { $0 + $1.likelihood } }
  }

  /// How likely a beat is lost or one too many is counted, and how likely another metre begins.
  private static let slip: Float = 0.000_02
  private static let turn: Float = 0.000_1

  private var bars: [Bar]

  /// Believes in bars of `metres`.
  init(_ metres: [Metre]) {
    bars = metres.map { metre in
      let habit = ChangeHabit(beats: metre.beats)
      let open = Standing(
        steady: Past(likelihood: metre.share / Float(metre.beats), habit: habit),
        slipped: Past(likelihood: 0, habit: habit))
      return Bar(metre: metre, places: Array(repeating: open, count: metre.beats))
    }
  }

  /// The likeliest place.
  var likeliest: Place {
    var found = Place(beats: 0, index: 0, likelihood: -1)
    for bar in bars {
      for (index, place) in bar.places.enumerated() where place.likelihood > found.likelihood {
        found = Place(beats: bar.metre.beats, index: index, likelihood: place.likelihood)
      }
    }
    return found
  }

  /// The place after `place`, if there are bars of its metre.
  func after(_ place: Place) -> Place? {
    let index = (place.index + 1) % place.beats
    return bars.first { $0.metre.beats == place.beats }.map {
      Place(beats: place.beats, index: index, likelihood: $0.places[index].likelihood)
    }
  }

  /// Goes on to the next beat.
  mutating func advance() {
    for index in bars.indices {
      let (old, count) = (bars[index].places, bars[index].places.count)
      let stray =
        (Self.slip * bars[index].likelihood + Self.turn * bars[index].metre.share) / Float(count)
      let likeliest = old.map(\.likeliest).max { $0.likelihood < $1.likelihood }
      for place in 0..<count {
        var next = old[(place + count - 1) % count]
        next.scale(by: 1 - Self.slip - Self.turn)
        if stray > next.slipped.likelihood, let likeliest { next.slipped.habit = likeliest.habit }
        next.slipped.likelihood += stray
        bars[index].places[place] = next
      }
    }
  }

  /// Learns by how much more likely, as a logarithm, what was heard is if the beat `back` beats ago was the
  /// first of a bar; one to come is a negative number of beats ago.
  mutating func weigh(_ logarithm: Float, back: Int = 0) {
    for index in bars.indices {
      let count = bars[index].places.count
      bars[index].places[(back % count + count) % count].scale(by: expf(logarithm))
    }
    normalize()
  }

  /// Learns whether the chord changed on the present beat.
  mutating func hear(change isChange: Bool) {
    for index in bars.indices {
      for place in bars[index].places.indices {
        bars[index].places[place].steady.hear(change: isChange, at: place)
        bars[index].places[place].slipped.hear(change: isChange, at: place)
      }
    }
    normalize()
  }

  private mutating func normalize() {
    let sum = bars.reduce(0) { $0 + $1.likelihood }
    for index in bars.indices {
      for place in bars[index].places.indices { bars[index].places[place].scale(by: 1 / sum) }
    }
  }
}
