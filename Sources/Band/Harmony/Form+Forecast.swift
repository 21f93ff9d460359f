import Music

extension Form {
  /// What the repetitions of the tune say of the chord at `beat`.
  ///
  /// It knows nothing where the tune has not come round. `known` is the first beat that is not
  /// known for certain yet, `current` the chord before `beat`.
  mutating func forecast(at beat: Int, known: Int, current: Chord?, beatsPerBar: Int)
    -> ChordForecast
  {
    let agreements = agreements(before: min(known, endBeat), beatsPerBar: beatsPerBar)
    guard let best = agreements.map(\.evidence).max() else { return ChordForecast() }
    var forecast = ChordForecast()
    var total = 0.0
    for agreement in agreements {
      let origin = beat - agreement.lag
      guard origin > firstBeat, origin < endBeat, let past = chord(at: origin) else { continue }
      let vote = isChange(at: origin) ? past : current ?? past
      let weight = Self.weight(agreement.evidence - best)
      forecast.add(vote, weight)
      total += weight
    }
    return forecast.trusted(1 / (total + Self.novelty / best))
  }

  /// What is kept for a chord that has not come here before, where a past that agrees for one bar counts
  /// one; less, the longer it agrees: the escape of prediction by partial matching (Cleary and
  /// Witten, 1984).
  private static var novelty: Double { 0.6 }

  /// What a context counts that is shorter than the longest by `bars`, a negative number.
  private static func weight(_ bars: Double) -> Double {
    var weight = 1.0
    var bars = bars
    while bars <= -1, weight > 1e-4 {
      weight *= 0.6
      bars += 1
    }
    return weight * (1 + 0.4 * bars)
  }
}
