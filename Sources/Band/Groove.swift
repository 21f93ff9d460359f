package import Music

/// What the three players play in one metre.
package struct Groove: Hashable, Sendable {
  package var metre: Metre
  package var drums: [DrumLine]

  /// What replaces the drums in the last bar of a phrase, in turn; may be empty.
  package var fills: [[DrumLine]]

  /// What the drums add to the bar after a fill; may be empty.
  package var landing: [DrumLine]

  /// The bars the bass alternates between; none where it is silent.
  package var bass: [Pattern<BassStep>]

  /// The bars the comping alternates between; none where it is silent.
  package var comping: [Pattern<Stroke>]

  package init(
    metre: Metre, drums: [DrumLine], fills: [[DrumLine]], landing: [DrumLine],
    bass: [Pattern<BassStep>], comping: [Pattern<Stroke>]
  ) {
    self.metre = metre
    self.drums = drums
    self.fills = fills
    self.landing = landing
    self.bass = bass
    self.comping = comping
  }
}
