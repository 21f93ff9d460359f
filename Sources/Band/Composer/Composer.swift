package import Music

/// The band: from what the ear and the clock tell, the notes of bass, drums and comping.
///
/// Plain code for a worker: it allocates, and never waits. The same calls give the same notes.
/// All positions are beats of the musical clock.
package struct Composer: Sendable {
  /// What the transport is about.
  enum Phase {
    /// Nothing sounds; onsets from a beat on count as the player playing.
    case waiting(since: Double)
    case countingIn
    case playing
    case ending(until: Double)
  }

  package private(set) var style: Style
  let noise: Noise
  var players: Ensemble

  var conductor = Conductor()
  var intensity = Intensity()

  /// How loud the hand has it, 0 to 1; 0.5 for as the player does.
  var force = 0.5

  /// The bar in which the player's intensity was heard last.
  var heardBar = Int.min

  /// A style that comes in at a downbeat.
  var coming: (style: Style, beat: Int)?

  /// Whether the chord stays, whatever the ear says.
  var holdsChord = false

  var grid = BarGrid()
  var harmony = Harmony()

  /// The key that the player was heard to be in; `nil` while it is not known.
  package var key: Key?
  var presence = Presence()
  var chordShare = ChordShare()
  var certainty = Certainty()
  var ledger = Ledger()

  var phase = Phase.waiting(since: -.infinity)

  /// Whether the player has stopped the band and not started it again.
  var isHeld = false

  /// Whether the band was started by hand, and plays on until the player has begun too.
  var isUnaccompanied = false

  /// Whether the band plays on while the player is silent, and when it last did for that reason.
  package var playsOn: Bool {
    get { harmony.goesOn }
    set { harmony.goesOn = newValue }
  }
  var lastPlayedOn = -Double.infinity

  /// The first downbeat of the tune.
  var entry = 0

  /// The bar of the chart, from 0, that the player has said he begins with.
  var firstBar: Int?

  /// The beat of the last chord, once the end is near.
  var finalBeat: Int?

  /// The clock, as of the last call.
  var now = -Double.infinity
  var tempo = 120.0

  /// The next beat to be composed for the drums, and where its notes may start.
  var drumCursor = 0
  var drumStart = -Double.infinity

  /// The next beat to be composed for bass and comping, and where its notes may start.
  var pitchedCursor = 0
  var pitchedStart = -Double.infinity

  var actions: [BandAction] = []

  /// Creates a band that waits for the player.
  ///
  /// Its chances and its human errors come from `seed`.
  package init(style: Style, seed: UInt64) {
    noise = Noise(seed: seed)
    self.style = style
    players = Ensemble(style: style, noise: noise)
  }

  /// Puts the players to another style.
  mutating func adopt(_ style: Style) {
    self.style = style
    players = Ensemble(style: style, noise: noise)
  }

  /// Whether the band plays chords before they are heard, where the form tells them.
  package var foretells: Bool {
    get { harmony.foretells }
    set { harmony.foretells = newValue }
  }

  /// A chart that is being played: the band asks it before its own memory of the tune.
  package var source: (any ChordSource)? {
    get { harmony.source }
    set { harmony.source = newValue }
  }

  /// Whether the band waits for the player, counts in, plays, or plays its last chord.
  package var state: BandState {
    switch phase {
    case .waiting: .waiting
    case .countingIn: .countingIn
    case .playing: .playing
    case .ending: .ending
    }
  }

  /// Composes up to a beat and a quarter ahead of the clock.
  ///
  /// - Parameters:
  ///   - now: Where the clock is.
  ///   - tempo: Beats a minute.
  ///   - confidence: How sure the clock is of its beat, 0 to 1.
  ///   - emit: Called with what there is to play, in order.
  package mutating func advance(
    to now: Double, tempo: Double, confidence: Double = 1, _ emit: (BandAction) -> Void
  ) {
    follow(now, tempo: tempo)
    certainty.hear(confidence, at: now)
    harmony.advance(to: now, tempo: tempo, grid: grid)
    if state == .countingIn { harmony.open(at: entry, now: now, grid: grid) }
    updatePhase()
    hearIntensity()
    changeStyle()
    if state != .waiting {
      reconcile()
      composeDrums()
      composePitched()
    }
    ledger.prune(before: now)
    actions.forEach(emit)
    actions.removeAll(keepingCapacity: true)
  }
}
