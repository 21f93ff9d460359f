extension Composer {
  /// Enters at `beat`, which the player has counted towards himself, or which a clock begins with: then
  /// it `isAlone` until he plays.
  package mutating func countedIn(at beat: Double, isAlone: Bool = false) {
    guard state != .playing else { return }
    clearAll()
    presence.beginTune()
    isUnaccompanied = isAlone
    conductor.begin(withIntro: false)
    intensity = Intensity()
    enter(at: Int(beat.rounded()), countIn: 0)
    beginChart()
  }

  /// Counts in the first bar of `beatsPerBar` at or after `beat`, and enters; one that is ending goes on instead.
  package mutating func start(at beat: Double, beatsPerBar: Int) {
    isUnaccompanied = true
    guard state != .playing else {
      if isHeld { goOn() }
      return
    }
    clearAll()
    if !grid.isKnown || grid.beatsPerBar != beatsPerBar {
      _ = grid.setDownbeat(Int(beat.rounded(.up)), beatsPerBar: beatsPerBar)
    }
    let hasIntro = style.groove(beatsPerBar: grid.beatsPerBar).intro != nil
    conductor.begin(withIntro: hasIntro)
    let bar = grid.downbeat(after: Int(beat.rounded(.up)))
    enter(at: bar + grid.beatsPerBar, countIn: grid.beatsPerBar)
    beginChart()
  }

  /// Plays the style's ending from the next bar on and the last chord, and stays silent until started,
  /// counted in, or the player pauses.
  package mutating func stop() {
    switch phase {
    case .waiting, .ending: break
    case .countingIn:
      clearAll()
      phase = .waiting(since: now)
    case .playing: askForEnding()
    }
    isHeld = true
  }

  /// Forgets what was heard and composed, but not what was asked for; what sounds is for the caller to
  /// end.
  ///
  /// The chart is left to him, too.
  package mutating func startOver() {
    var fresh = Composer(style: coming?.style ?? style, seed: noise.seed)
    fresh.foretells = foretells
    fresh.force = force
    fresh.conductor.bias = conductor.bias
    fresh.conductor.choose(conductor.chosen)
    fresh.holdsChord = holdsChord
    fresh.playsOn = playsOn
    fresh.key = key
    fresh.firstBar = firstBar
    self = fresh
  }
}
