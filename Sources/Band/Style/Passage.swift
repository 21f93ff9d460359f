/// What the players play in one section of a groove.
package struct Passage: Hashable, Sendable {
  package var drums: [DrumLine]

  /// The bars the bass alternates between; none where it is silent.
  package var bass: [Pattern<BassStep>]

  /// The bars the comping alternates between; none where it is silent.
  package var comping: [Pattern<Stroke>]

  /// The bars the held chords alternate between; none where there are none.
  package var pad: [Pattern<Stroke>]

  /// The bars the broken chords alternate between, in degrees of the chord; none where there are none.
  package var arpeggio: [Pattern<BassStep>]

  package init(
    drums: [DrumLine] = [], bass: [Pattern<BassStep>] = [], comping: [Pattern<Stroke>] = [],
    pad: [Pattern<Stroke>] = [], arpeggio: [Pattern<BassStep>] = []
  ) {
    self.drums = drums
    self.bass = bass
    self.comping = comping
    self.pad = pad
    self.arpeggio = arpeggio
  }

  /// How many bars it takes until it comes round.
  var barCount: Int {
    let counts =
      drums.map(\.bars.count) + [bass.count, comping.count, pad.count, arpeggio.count]
    return max(1, counts.max() ?? 1)
  }

  /// The same with fewer notes: without what is soft, or comes only now and then.
  var thinned: Passage {
    var thin = self
    thin.drums = drums.map { line in
      DrumLine(key: line.key, bars: line.bars.map { $0.keeping(\.isEssential) })
    }
    thin.comping = comping.map { $0.keeping(\.isEssential) }
    thin.arpeggio = []
    return thin
  }
}

extension Stroke {
  /// Whether the rhythm would be another without it.
  fileprivate var isEssential: Bool { chance == 1 && velocity >= 60 }
}
