import Music

/// How a band plays a kind of music, whatever the tune.
package struct Style: Hashable, Sendable {
  /// One line that tells a player what to expect.
  package var summary: String

  /// Beats a minute at which the style is at home.
  package var tempo: ClosedRange<Double>

  package var swing: Swing

  /// Bars after which the drums play a fill.
  package var phraseLength: Int

  /// Beats without a note from the player after which the band ends.
  package var patience: Double

  package var bassFeel: Feel
  package var drumFeel: Feel
  package var compingFeel: Feel
  package var voicing: VoicingRules

  /// One a metre, at least one; the first is for metres that have none of their own.
  package var grooves: [Groove]

  package init(
    summary: String, tempo: ClosedRange<Double>, swing: Swing, phraseLength: Int,
    patience: Double, bassFeel: Feel, drumFeel: Feel, compingFeel: Feel, voicing: VoicingRules,
    grooves: [Groove]
  ) {
    precondition(!grooves.isEmpty, "A style has at least one groove.")
    self.summary = summary
    self.tempo = tempo
    self.swing = swing
    self.phraseLength = phraseLength
    self.patience = patience
    self.bassFeel = bassFeel
    self.drumFeel = drumFeel
    self.compingFeel = compingFeel
    self.voicing = voicing
    self.grooves = grooves
  }

  /// How a part of the band departs from the grid.
  func feel(of part: Part) -> Feel {
    switch part {
    case .bass: bassFeel
    case .drums: drumFeel
    case .comping: compingFeel
    }
  }

  /// The groove for bars of `beatsPerBar`, or else the longest that fits into them.
  func groove(beatsPerBar: Int) -> Groove {
    let fitting = grooves.filter { $0.metre.beatsPerBar <= beatsPerBar }
    let longest = fitting.max { $0.metre.beatsPerBar < $1.metre.beatsPerBar }
    return longest ?? grooves[0]
  }
}
