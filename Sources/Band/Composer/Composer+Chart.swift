extension Composer {
  /// Where in the chart the player is; nowhere before time has begun.
  package var place: ChartPlace? {
    now.isFinite ? harmony.source?.place(at: Int(now.rounded(.down))) : nil
  }

  /// Takes the player to be at the next of `bars` of the chart, from 0, at the next downbeat; at the first
  /// of them where none comes after where he is.
  ///
  /// Said while the band waits, that is where it begins when it is started or counted in.
  package mutating func go(toNextOf bars: [Int]) {
    if state == .waiting { firstBar = bars.first }
    guard now.isFinite else { return }
    let first = nextDownbeat
    harmony.go(toNextOf: bars, at: first)
    rearrange(from: first)
  }

  /// Begins the chart with the tune, unless the player has begun already: who counts in is muted.
  mutating func beginChart() {
    let share = chordShare.share(from: now - Double(grid.beatsPerBar), until: now)
    guard firstBar != nil || share < 0.5 else { return }
    harmony.source?.begin(withBar: firstBar, at: entry)
    firstBar = nil
  }

  /// Plays from another chart, or none, from the next downbeat on: where the player is in the present one
  /// if he `keepsPlace`, as when only a mistake was mended, or else from its start.
  package mutating func change(to source: (any ChordSource)?, keepsPlace: Bool) {
    let plays = state == .playing || state == .countingIn
    harmony.change(
      to: source, keepsPlace: keepsPlace, at: plays ? nextDownbeat : nil, grid: grid)
  }
}
