import Music

extension Form {
  /// A distance at which the tune agrees with itself.
  struct Agreement: Sendable {
    /// In beats.
    let lag: Int

    /// For how many bars it does, less what differs.
    let evidence: Double
  }

  /// What was found where the tune was compared with itself, which many beats are asked about.
  struct Comparison: Sendable {
    let end: Int
    let beatsPerBar: Int
    let agreements: [Agreement]
  }

  /// The distances at which the tune before `end` agrees with itself, up to ``longestPeriod``.
  ///
  /// They are whole bars, unless the bars of that time lie unevenly, as in a tune with half a bar somewhere, or where
  /// whoever counts them has lost some beats.
  mutating func agreements(before end: Int, beatsPerBar: Int) -> [Agreement] {
    if let comparison, comparison.end == end, comparison.beatsPerBar == beatsPerBar {
      return comparison.agreements
    }
    let longest = Self.longestPeriod * beatsPerBar
    let isUneven = turn > max(firstBeat, end - longest)
    let lags = stride(
      from: beatsPerBar, through: min(longest, end - firstBeat), by: isUneven ? 1 : beatsPerBar)
    let agreements = lags.compactMap { lag in
      let evidence = evidence(at: lag, before: end, beatsPerBar: beatsPerBar)
      return evidence > 0 ? Agreement(lag: lag, evidence: evidence) : nil
    }
    comparison = Comparison(end: end, beatsPerBar: beatsPerBar, agreements: agreements)
    return agreements
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
