package import Music

/// What the players play in one metre, section by section.
package struct Groove: Hashable, Sendable {
  package var metre: Metre

  /// The main sections, A to D: each is busier than the one before; at least one.
  package var variations: [Passage]

  /// What replaces the drums in the last bar of a phrase, in turn; may be empty.
  package var fills: [[DrumLine]]

  /// What the drums add to the bar after a fill; may be empty.
  package var landing: [DrumLine]

  /// What is played first where the band begins by itself.
  package var intro: Passage?

  /// A bar in which the band makes room.
  package var breakdown: Passage?

  /// What leads to the last chord where the band is asked to end.
  package var ending: Passage?

  package init(
    metre: Metre, variations: [Passage], fills: [[DrumLine]], landing: [DrumLine],
    intro: Passage?, breakdown: Passage?, ending: Passage?
  ) {
    precondition(!variations.isEmpty, "A groove has at least one variation.")
    self.metre = metre
    self.variations = variations
    self.fills = fills
    self.landing = landing
    self.intro = intro
    self.breakdown = breakdown
    self.ending = ending
  }

  /// What replaces the drums in the last bar of the phrase of this number, if anything.
  func fill(_ phrase: Int) -> [DrumLine]? {
    fills.isEmpty ? nil : fills[phrase % fills.count]
  }

  /// The passage of a section; where the groove has none of its own, what comes nearest.
  func passage(_ section: Section) -> Passage {
    switch section {
    case .intro: intro ?? variations[0]
    case .main(let index): variations[min(max(0, index), variations.count - 1)]
    case .breakdown: breakdown ?? Self.stop
    case .ending: ending ?? variations[0]
    }
  }

  /// How many beats of bars of `beatsPerBar` one of its bars takes.
  ///
  /// Bars of six eighths are felt in two beats, or counted in six.
  func beats(inBarsOf beatsPerBar: Int) -> Int {
    beatsPerBar == metre.beatsPerBar ? metre.beatsPerBar : metre.pulsesPerBar
  }

  /// The first beat and nothing else.
  private static let stop: Passage = {
    func hit(_ velocity: Int) -> Pattern<Stroke> {
      let stroke = Stroke(velocity: velocity, chance: 1, isPush: false)
      return Pattern(
        stepCount: 12, steps: [Pattern.Step(index: 0, length: 1, event: stroke)], held: 0)
    }
    let root = BassStep(pitch: .degree(1, octave: 0), isAccented: true, chance: 1)
    return Passage(
      drums: [
        DrumLine(key: GeneralMIDI.kick, bars: [hit(112)]),
        DrumLine(key: GeneralMIDI.crash, bars: [hit(96)]),
      ],
      bass: [
        Pattern(stepCount: 12, steps: [Pattern.Step(index: 0, length: 1, event: root)], held: 0)
      ],
      comping: [hit(100)])
  }()
}
