package import Music

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

  /// How the parts depart from the grid; those that are not in it do so as most do.
  package var feels: [Part: Feel]
  package var voicing: VoicingRules

  /// What the held chords keep to.
  package var padVoicing: VoicingRules

  /// One a metre, at least one; the first is for metres that have none of their own.
  package var grooves: [Groove]

  package init(
    summary: String, tempo: ClosedRange<Double>, swing: Swing, phraseLength: Int,
    patience: Double, feels: [Part: Feel], voicing: VoicingRules, padVoicing: VoicingRules,
    grooves: [Groove]
  ) {
    precondition(!grooves.isEmpty, "A style has at least one groove.")
    self.summary = summary
    self.tempo = tempo
    self.swing = swing
    self.phraseLength = phraseLength
    self.patience = patience
    self.feels = feels
    self.voicing = voicing
    self.padVoicing = padVoicing
    self.grooves = grooves
  }

  /// How a part of the band departs from the grid.
  func feel(of part: Part) -> Feel { feels[part] ?? .neutral }

  /// The metre that who chooses the style means: that of its first groove.
  ///
  /// Four quarters say nothing, since styles in four are played in three, too.
  package var metre: Metre? { grooves[0].metre == .fourFour ? nil : grooves[0].metre }

  /// The groove for bars of `beatsPerBar`, or else the longest that fits into them.
  func groove(beatsPerBar: Int) -> Groove {
    let exact =
      grooves.first { $0.metre.pulsesPerBar == beatsPerBar }
      ?? grooves.first { $0.metre.beatsPerBar == beatsPerBar }
    let fitting = grooves.filter { $0.metre.pulsesPerBar <= beatsPerBar }
    let longest = fitting.max { $0.metre.pulsesPerBar < $1.metre.pulsesPerBar }
    return exact ?? longest ?? grooves[0]
  }
}
