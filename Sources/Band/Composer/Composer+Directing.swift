extension Composer {
  /// Chooses a main section, 0 for A, from the next bar on; `nil` leaves it to the player's intensity.
  package mutating func choose(section: Int?) {
    guard section != conductor.chosen else { return }
    conductor.choose(section)
    rearrange(from: nextDownbeat)
  }

  /// Makes the band busier and louder, or less: 0 to 1, 0.5 for as the player has it.
  package mutating func set(intensity: Double) {
    force = min(1, max(0, intensity))
    let bias = Int(((force - 0.5) * 4).rounded())
    guard bias != conductor.bias else { return }
    conductor.bias = bias
    rearrange(from: nextDownbeat)
  }

  /// Plays a fill in the next bar; asked for twice, it is taken back.
  package mutating func askForFill() { ask(for: .fill) }

  /// Makes room in the next bar; asked for twice, it is taken back.
  package mutating func askForBreak() { ask(for: .breakdown) }

  /// Plays the style's intro, where it has one, from the next bar on; asked for twice, it is taken back.
  package mutating func askForIntro() {
    guard style.groove(beatsPerBar: grid.beatsPerBar).intro != nil else { return }
    ask(for: .section(.intro))
  }

  /// Plays the ending from the next bar on, and the last chord after it.
  package mutating func askForEnding() {
    guard state == .playing, finalBeat == nil else { return }
    let ending = style.groove(beatsPerBar: grid.beatsPerBar).ending
    let first = nextDownbeat
    conductor.reconsider(from: barNumber(of: first))
    conductor.askForEnding(isNone: ending == nil)
    isHeld = true
    finalBeat = first + (ending?.barCount ?? 1) * grid.beatsPerBar
    rearrange(from: first)
  }

  /// Takes back the end that is near.
  mutating func goOn() {
    isHeld = false
    finalBeat = nil
    conductor.cancelEnding()
    rearrange(from: nextDownbeat)
  }

  /// Goes over to another style at the next downbeat.
  package mutating func change(to style: Style) {
    guard state == .playing || state == .countingIn else {
      adopt(style)
      return
    }
    coming = (style, nextDownbeat)
  }

  private mutating func ask(for request: Conductor.Request) {
    let first = nextDownbeat
    conductor.reconsider(from: barNumber(of: first))
    conductor.ask(for: request)
    rearrange(from: first)
  }

  /// The first downbeat that can still be composed otherwise; the tune's own before time has begun.
  var nextDownbeat: Int {
    guard now.isFinite else { return entry }
    return max(entry, grid.downbeat(after: now))
  }

  /// The number of the bar of `beat`, 0 for the first of the tune.
  func barNumber(of beat: Int) -> Int {
    max(0, (grid.downbeat(before: beat) - entry) / grid.beatsPerBar)
  }

  /// Composes anew what is to come from the downbeat `beat` on.
  mutating func rearrange(from beat: Int) {
    guard state == .playing || state == .countingIn else { return }
    conductor.reconsider(from: barNumber(of: beat))
    rearrange(after: max(edge, Double(beat) - 0.12))
  }

  /// Goes over to the style that was asked for, shortly before its downbeat.
  mutating func changeStyle() {
    guard let (style, beat) = coming, now >= Double(beat) - 0.25 else { return }
    coming = nil
    adopt(style)
    rearrange(from: beat)
  }

  /// Takes in how much the player plays, once a bar.
  mutating func hearIntensity() {
    guard state == .playing, !isUnaccompanied else { return }
    let bar = barNumber(of: Int(now.rounded(.down)))
    guard bar != heardBar else { return }
    heardBar = bar
    // Whoever is early on the next bar plays that.
    let end = Double(grid.downbeat(before: Int(now.rounded(.down)))) - 0.15
    let start = end - min(8, Double(grid.beatsPerBar))
    let rate = presence.rate(from: start, until: end)
    // Who rests while another plays does not ask for less.
    if playsOn, rate == 0 { return }
    intensity.hear(
      rate: rate,
      loudness: presence.loudness(from: start, until: end))
  }

  /// What velocities are multiplied by.
  var dynamics: Double { presence.dynamics * (0.7 + 0.6 * force) }
}
