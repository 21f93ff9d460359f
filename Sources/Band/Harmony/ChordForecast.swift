package import Music

/// How likely each chord is at a coming beat, as far as one source can tell.
///
/// What the probabilities lack to 1 is what the source does not know: a chart whose place is lost
/// knows nothing, one whose place is certain gives one chord all of it.
package struct ChordForecast: Sendable, Equatable {
  /// A chord, and the part of the future that it has.
  package struct Share: Sendable, Equatable {
    package var chord: Chord

    /// 0 to 1.
    package var probability: Double
  }

  /// The likeliest first; each chord once.
  package private(set) var shares: [Share] = []

  /// A forecast that knows nothing.
  package init() {}

  /// A forecast of one chord.
  package init(_ chord: Chord, _ probability: Double = 1) { add(chord, probability) }

  /// How much of the future this forecast knows, 0 to 1.
  package var knowledge: Double { shares.reduce(0) { $0 + $1.probability } }

  /// The chord that is likelier than every other by itself; `nil` where nothing is known.
  package var likeliest: Share? { shares.first }

  /// Gives `chord` a further `probability`.
  package mutating func add(_ chord: Chord, _ probability: Double) {
    guard probability > 0 else { return }
    let known = shares.firstIndex { $0.chord == chord }
    var share = known.map { shares.remove(at: $0) } ?? Share(chord: chord, probability: 0)
    share.probability += probability
    let place = shares.firstIndex { $0.probability < share.probability } ?? shares.endIndex
    shares.insert(share, at: place)
  }

  /// The forecast, with what it does not know filled in from `other`.
  package func completed(by other: ChordForecast) -> ChordForecast {
    let room = max(0, 1 - knowledge)
    return other.shares.reduce(into: self) { $0.add($1.chord, room * $1.probability) }
  }

  /// The forecast of a source that is right in a part `trust` of all cases, 0 to 1.
  package func trusted(_ trust: Double) -> ChordForecast {
    shares.reduce(into: ChordForecast()) { $0.add($1.chord, trust * $1.probability) }
  }

  /// The chord that is played if this forecast is acted upon, and how likely chords like it are.
  ///
  /// Chords of the same root and mode count together: of these, the likeliest is played.
  package var choice: Share? {
    let weights = shares.map { share in
      shares.reduce(0) { $0 + ($1.chord.isAlike(share.chord) ? $1.probability : 0) }
    }
    guard let index = weights.indices.max(by: { weights[$0] < weights[$1] }) else { return nil }
    let first = shares.first { $0.chord.isAlike(shares[index].chord) }
    return first.map { Share(chord: $0.chord, probability: min(1, weights[index])) }
  }
}
