/// What one drum or cymbal plays, bar by bar.
package struct DrumLine: Hashable, Sendable {
  /// Its key in the General MIDI drum map.
  package var key: UInt8

  /// The bars it alternates between, at least one.
  package var bars: [Pattern<Stroke>]

  package init(key: UInt8, bars: [Pattern<Stroke>]) {
    self.key = key
    self.bars = bars
  }
}
