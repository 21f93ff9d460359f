import Music

extension Harmony {
  /// A chord, and the beat from which it counts.
  struct Change: Equatable {
    var beat: Int
    var chord: Chord
  }

  /// The changes of chord that the form remembers from `beat` on, the first of them included.
  func changes(since beat: Int) -> [Change] {
    let first = max(beat, form.firstBeat)
    guard first < form.endBeat else { return [] }
    return (first..<form.endBeat).reduce(into: []) { changes, beat in
      guard let chord = form.chord(at: beat), chord.number != changes.last?.chord.number else {
        return
      }
      changes.append(Change(beat: beat, chord: chord))
    }
  }

  /// The shortest number of bars after which the tune has been coming round of late; 0 for none.
  mutating func period(now: Double, grid: BarGrid) -> Int {
    let known = min(form.endBeat, Int(now.rounded(.down)) + 1)
    let agreements = form.agreements(before: known, beatsPerBar: grid.beatsPerBar)
    let longest = agreements.map(\.evidence).max() ?? 0
    let first = agreements.first { $0.evidence > longest - 0.5 }
    return (first?.lag ?? 0) / grid.beatsPerBar
  }

  /// The first change of chord that the form or a chart foretells within the next four bars, and how
  /// likely each chord is there, the present one left out.
  mutating func nextChange(now: Double, grid: BarGrid, after current: Chord)
    -> (beat: Int, forecast: ChordForecast)?
  {
    let coming = Int(now.rounded(.down)) + 1
    for beat in coming..<(coming + 4 * grid.beatsPerBar) {
      let forecast = forecast(at: beat, after: current, now: now, grid: grid)
      guard let choice = forecast.choice, choice.probability >= 0.5 else { return nil }
      if !choice.chord.isAlike(current) { return (beat, forecast.without(current)) }
    }
    return nil
  }
}

extension ChordForecast {
  /// The `count` likeliest chords.
  func first(_ count: Int) -> ChordForecast {
    shares.prefix(count).reduce(into: ChordForecast()) { $0.add($1.chord, $1.probability) }
  }

  /// The forecast, given that the chord is none like `chord`.
  fileprivate func without(_ chord: Chord) -> ChordForecast {
    let others = shares.filter { !$0.chord.isAlike(chord) }
    let rest = others.reduce(0) { $0 + $1.probability }
    let scale = rest > 0 ? knowledge / rest : 0
    return others.reduce(into: ChordForecast()) { $0.add($1.chord, scale * $1.probability) }
  }
}
