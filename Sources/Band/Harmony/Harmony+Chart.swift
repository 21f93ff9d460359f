import Music

extension Harmony {
  /// A chart, or none, that is played from at a downbeat.
  struct ComingChart: Sendable {
    var source: (any ChordSource)?

    /// Whether the player goes on in it where he is in the present one.
    let keepsPlace: Bool
    let beat: Int

    /// The bar, from 0, that the player has said he begins with.
    var bar: Int?
  }

  /// How long before its downbeat a chart is taken up, in beats: its first chord has to be composed.
  private static let lead = 0.25

  /// Plays from another chart, or none, from the downbeat `beat` on; at once where that is `nil`.
  ///
  /// The player goes on where he is, if he `keepsPlace` and that is known, or else begins.
  mutating func change(
    to other: (any ChordSource)?, keepsPlace: Bool, at beat: Int?, grid: BarGrid
  ) {
    var other = other
    if grid.isKnown { other?.follow(downbeat: grid.anchor, beatsPerBar: grid.beatsPerBar) }
    guard let beat else {
      coming = nil
      source = other
      return
    }
    coming = ComingChart(source: other, keepsPlace: keepsPlace, beat: beat)
  }

  /// Takes up the chart that is to come, where it is time to.
  mutating func turnPage(_ now: Double) {
    guard let page = coming, now >= Double(page.beat) - Self.lead else { return }
    coming = nil
    let place = page.keepsPlace ? source?.place(at: page.beat) : nil
    let isUnheard = source?.opening != nil
    source = page.source
    if isUnheard {
      source?.begin(withBar: page.bar ?? place?.bar, at: page.beat)
    } else if let bar = page.bar ?? place?.bar {
      source?.go(toBar: bar, at: page.beat)
    } else {
      source?.expectStart(at: page.beat)
    }
    forget(from: page.beat)
  }

  /// Takes the chord that the chart begins with at `beat` for heard, where none is heard shortly before.
  mutating func open(at beat: Int, now: Double, grid: BarGrid) {
    guard foretells, coming == nil, heard?.beat != beat, now >= Double(beat) - Self.lead,
      let chord = source?.opening
    else { return }
    take(chord, at: beat, now: now, grid: grid)
  }

  /// The chord that the chart has at `beat`, whatever the ear has said; `nil` where the place is not certain.
  func written(at beat: Int) -> Chord? {
    guard foretells, let choice = source?.forecast(at: beat).choice,
      choice.probability >= Self.certain
    else { return nil }
    return choice.chord
  }

  /// Takes what was foretold of `beat`, and the ear has not heard in time, for true if the chart stands by
  /// it or the tune goes on without the player, or else gives up all that was foretold.
  mutating func hold(toChartAt beat: Int, now: Double, grid: BarGrid) {
    let isUnopposed = goesOn && lastStroke < Double(beat) - 0.5
    if let share = foretold[beat],
      isUnopposed || written(at: beat)?.isAlike(share.chord) == true
    {
      if isUnopposed { said = nil }
      take(share.chord, at: beat, now: now, grid: grid)
    } else {
      foretold = [:]
    }
  }

  /// Goes by the ear's last word where the chart does not stand against it any more: the player has
  /// left it, or is elsewhere in it.
  mutating func yieldToEar(now: Double, grid: BarGrid) {
    guard let said, !said.isAlike(heard?.chord) else { return }
    let beat = Int(now.rounded(.down))
    let written = written(at: beat)
    guard written.map(said.isAlike) ?? true else { return }
    take(written ?? said, at: beat, now: now, grid: grid)
  }

  /// Takes in where the bars are.
  mutating func follow(_ grid: BarGrid) {
    if bars.isKnown, bars.beatsPerBar != grid.beatsPerBar || bars.position(of: grid.anchor) != 0 {
      form.turn(at: grid.anchor)
    }
    bars = grid
    source?.follow(downbeat: grid.anchor, beatsPerBar: grid.beatsPerBar)
    coming?.source?.follow(downbeat: grid.anchor, beatsPerBar: grid.beatsPerBar)
  }

  /// Forgets where the player is, since the clock has jumped.
  mutating func losePlace() {
    if let coming { source = coming.source }
    coming = nil
    source?.reset()
  }

  /// Takes the player to be, at `beat`, at the next of `bars` of the chart, from 0, or at the first of them
  /// where none comes after where he is.
  mutating func go(toNextOf bars: [Int], at beat: Int) {
    guard coming == nil else {
      coming?.bar = bars.first
      return
    }
    let current = source?.place(at: beat - 1)?.bar ?? -1
    guard let bar = bars.first(where: { $0 > current }) ?? bars.first else { return }
    source?.go(toBar: bar, at: beat)
    forget(from: beat)
  }
}
