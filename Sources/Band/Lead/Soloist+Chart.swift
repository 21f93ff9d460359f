extension Soloist {
  /// A chart that is being played: it is asked before the memory of the tune.
  package var source: (any ChordSource)? {
    get { harmony.source }
    set { harmony.source = newValue }
  }

  /// Plays from another chart, or none, from the next downbeat on: where the player is in the present one
  /// if he `keepsPlace`, or else from its start.
  package mutating func change(to source: (any ChordSource)?, keepsPlace: Bool) {
    let beat = turns.origin == nil || !now.isFinite ? nil : nextDownbeat
    harmony.change(to: source, keepsPlace: keepsPlace, at: beat, grid: grid)
  }

  /// Takes the player to be at the next of `bars` of the chart, from 0, at the next downbeat.
  package mutating func go(toNextOf bars: [Int]) {
    guard now.isFinite else { return }
    harmony.go(toNextOf: bars, at: nextDownbeat)
  }

  private var nextDownbeat: Int { grid.downbeat(after: now) }
}
