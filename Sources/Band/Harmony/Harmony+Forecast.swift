import Music

extension Harmony {
  /// How likely the chord at `beat` has to be for the band to play it without waiting for the ear.
  private static let sure = 0.6

  /// How likely it has to be for the band to wait for the ear's considered opinion against it.
  static let certain = 0.85

  /// The chords of the beats from `beat` on, `nil` from where on they are not known.
  mutating func outlook(from beat: Int, count: Int, now: Double, grid: BarGrid) -> [Chord?] {
    if let held { return Array(repeating: held, count: count) }
    var chords = [chord(at: beat)]
    for next in (beat + 1)..<(beat + count) {
      guard let current = chords.last else { break }
      let isHeard = heard.map { next <= $0.beat } ?? false
      let expected =
        isHeard
        ? chord(at: next)
        : (foretold[next] ?? prediction(at: next, after: current, now: now, grid: grid))?.chord
      let carried = isChangeLikely(at: next, grid: grid) ? nil : current
      chords.append(current == nil ? nil : expected ?? carried)
    }
    return chords
  }

  /// The chord to play at `beat`, if it is likely enough not to wait for the ear.
  mutating func prediction(at beat: Int, after current: Chord?, now: Double, grid: BarGrid)
    -> ChordForecast.Share?
  {
    guard foretells else { return nil }
    let choice = forecast(at: beat, after: current, now: now, grid: grid).choice
    return choice.flatMap { $0.probability >= Self.sure ? $0 : nil }
  }

  /// How likely each chord is at `beat`, by the chart if there is one, and by the form.
  mutating func forecast(at beat: Int, after current: Chord?, now: Double, grid: BarGrid)
    -> ChordForecast
  {
    let known = max(Int(now.rounded(.down)), (heard?.beat ?? 0) + 1)
    let formed = form.forecast(
      at: beat, known: known, current: current, beatsPerBar: grid.beatsPerBar)
    return source?.forecast(at: beat).completed(by: formed) ?? formed
  }

  /// Whether chords tend to change at the place of `beat` in the bar; at first, on downbeats.
  func isChangeLikely(at beat: Int, grid: BarGrid) -> Bool {
    guard grid.position(of: beat) == 0 else { return isChangeUsual(at: beat, grid: grid) }
    let (changes, bars) = form.changes(before: beat, every: grid.beatsPerBar)
    return bars < 8 || Double(changes) >= 0.1 * Double(bars)
  }

  /// Whether chords have often been heard to change at the place of `beat` in the bar.
  func isChangeUsual(at beat: Int, grid: BarGrid) -> Bool {
    let (changes, bars) = form.changes(before: beat, every: grid.beatsPerBar)
    return bars >= 2 && Double(changes) >= 0.35 * Double(bars)
  }
}
