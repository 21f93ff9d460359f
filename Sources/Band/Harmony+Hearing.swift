import Music

extension Harmony {
  /// Takes in the ear's opinion of the chord that began at `beat`, its first or a considered one; no
  /// chord leaves the last one standing.
  mutating func hear(
    _ chord: Chord?, at beat: Double, isSettled: Bool, now: Double, grid: BarGrid
  ) {
    guard let chord else { return }
    let now = max(now, beat)
    if isSettled {
      hear(settled: chord, at: beat, now: now, grid: grid)
    } else {
      hear(chord, at: beat, now: now, grid: grid)
    }
  }

  /// How long a beat waits for the ear where the chord is open; the ear needs about 0.15 s.
  func deadline(of beat: Int, tempo: Double) -> Double {
    Double(beat) + (heard == nil ? 0.9 : min(0.9, 0.25 * tempo / 60))
  }
}
