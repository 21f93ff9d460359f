import Music

extension Form {
  /// What the repetitions of the tune say of the chord at `beat`.
  ///
  /// It knows nothing where the tune has not come round. `known` is the first beat that is not
  /// known for certain yet, `current` the chord before `beat`.
  func forecast(at beat: Int, known: Int, current: Chord?, beatsPerBar: Int) -> ChordForecast {
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

  /// A distance at which the tune agrees with itself.
  struct Agreement {
    /// In beats.
    let lag: Int

    /// For how many bars it does, less what differs.
    let evidence: Double
  }

  /// The distances at which the tune before `end` agrees with itself, up to ``longestPeriod``.
  func agreements(before end: Int, beatsPerBar: Int) -> [Agreement] {
    let bars = min(Self.longestPeriod, (end - firstBeat) / beatsPerBar)
    guard bars >= 1 else { return [] }
    return (1...bars).compactMap { bars in
      let lag = bars * beatsPerBar
      let evidence = evidence(at: lag, before: end, beatsPerBar: beatsPerBar)
      return evidence > 0 ? Agreement(lag: lag, evidence: evidence) : nil
    }
  }

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

  /// For how many bars the tune before `end` agrees with itself `lag` beats ago.
  ///
  /// It goes back as long as more agrees than differs, by half, and takes the best stretch.
  /// - Returns: 0 where that is too little to build upon: less than two bars and a change of
  ///   chord (or eight bars without one), or a recent bar that was different.
  private func evidence(at lag: Int, before end: Int, beatsPerBar: Int) -> Double {
    var (score, best) = (0.0, 0.0)
    var (changes, changesOfBest, recent) = (0, 0, 0.0)
    let patience = 3 * Double(beatsPerBar)
    let oldest = max(firstBeat + lag, end - Self.longestPeriod * beatsPerBar)
    let shapes = shapes.span
    for index in stride(from: end - 1 - firstBeat, through: oldest - firstBeat, by: -1) {
      let past = index - lag
      let likeness = shapes[index].likeness(to: shapes[past])
      if end - firstBeat - index <= beatsPerBar { recent += likeness }
      score += 2.5 * likeness - 1.5
      if likeness == 1, past > 0, !shapes[index].isAlike(shapes[index - 1]),
        !shapes[past].isAlike(shapes[past - 1])
      {
        changes += 1
      }
      if score > best { (best, changesOfBest) = (score, changes) }
      if score < best - patience { break }
    }
    let bars = best / Double(beatsPerBar)
    guard bars >= (changesOfBest > 0 ? 2 : 8), recent >= 0.75 * Double(beatsPerBar) else {
      return 0
    }
    return bars
  }
}
