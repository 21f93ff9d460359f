package import Music

/// A chart that the band begins by itself.
extension ChartFollower {
  package mutating func begin(withBar bar: Int?, at beat: Int) {
    reset()
    let position = score.starts[min(bar ?? 0, score.starts.count - 1)]
    begin(ChartBelief(at: position, on: beat, score))
    beginning = beat
    lead = (position, bar != nil)
  }

  package var opening: Chord? { lead.flatMap { score.chords[$0.position] } }

  /// Takes in that the player is heard for the first time, at `beat`: who comes in late comes in where the band is,
  /// but in the first bar it is he who begins.
  mutating func meet(at beat: Int) {
    guard let lead else { return }
    self.lead = nil
    let bar = score.starts.dropFirst().first ?? score.chords.count
    guard !lead.isTold, beat < beginning + bar else { return }
    beginning = .min
    expectStart(at: beat)
  }
}
