package import Melody
package import Music

/// A player of melodies: improvises over the coming chords, and answers the player's phrases in his
/// register, at his density, with his figures.
///
/// Plain code for a worker: it allocates, and never waits. The same calls give the same notes. All
/// positions are beats of the musical clock.
package struct Soloist: Sendable {
  /// How it shares the time with the player.
  package enum Mode: Int, CaseIterable, Sendable {
    /// A number of bars each, the player first.
    case trade

    /// It plays when the player rests.
    case fill

    /// It plays throughout.
    case solo
  }

  /// What composing a beat starts from, so that it can be composed anew.
  struct Mark {
    let beat: Int
    let line: MelodicLine
    let phrase: LeadPhrase?
    let portrait: PlayerPortrait
  }

  private(set) var style: Style
  let noise: Noise
  private(set) var touch: Touch
  let model: MelodyModel?

  var grid = BarGrid()
  var harmony = Harmony()
  var presence = Presence()
  var ledger = Ledger()
  var listener = PhraseListener()
  var turns = Turns()

  /// The player's key, where it is known.
  package var key: Key?

  /// Whether the band has said that it plays; `nil` where it says nothing.
  var isAccompanied: Bool?

  /// The clock, as of the last call.
  var now = -Double.infinity
  var tempo = 120.0

  /// The next beat to be composed, and where its notes may start.
  var cursor = 0
  var start = -Double.infinity

  /// What is being played, and how the player played before.
  var line = MelodicLine()
  var phrase: LeadPhrase?
  var portrait = PlayerPortrait()
  var marks: [Mark] = []
  var actions: [BandAction] = []

  /// Creates a soloist that waits for the band or the player.
  ///
  /// Its chances and its human errors come from `seed`; without a model its lines are plainer.
  package init(style: Style, model: MelodyModel?, seed: UInt64) {
    self.style = style
    self.model = model
    noise = Noise(seed: seed)
    touch = Touch(.lead, style: style, noise: noise)
  }

  /// Takes in the ear's opinion of the chord that began at `beat`, its first or a considered one.
  package mutating func hear(_ chord: Chord?, at beat: Double, isSettled: Bool) {
    harmony.hear(chord, at: beat, isSettled: isSettled, now: now, grid: grid)
  }

  /// Takes in the pitch of the player's line at `beat`, as the nearest key; `nil` for none.
  package mutating func hear(pitch key: Int?, at beat: Double) {
    listener.hear(pitch: key, at: beat)
  }

  /// Takes in that the player struck something, on any scale of strength.
  package mutating func hear(onset strength: Float, at beat: Double) {
    presence.hear(strength, at: beat)
    harmony.lastStroke = beat
    listener.hear(strokeAt: beat)
    yield(to: beat)
  }

  /// Takes in how loud the player was in the 400 ms before `beat`, in LUFS.
  package mutating func hear(loudness: Double, at beat: Double) {
    presence.hear(loudness: loudness, at: beat)
  }

  /// Takes in that the player pressed a key with a velocity from 1 to 127.
  package mutating func hear(noteOn key: Int, velocity: Int, at beat: Double) {
    presence.hear(Float(velocity) / 127, at: beat)
    harmony.lastStroke = beat
    listener.hear(noteOn: key, at: beat)
    yield(to: beat)
  }

  /// Takes in that the player let a key go.
  package mutating func hear(noteOff key: Int, at beat: Double) {
    listener.hear(noteOff: key, at: beat)
  }

  /// Takes in that `beat` is the first of a bar.
  package mutating func hear(downbeat beat: Double, beatsPerBar: Int) {
    guard grid.setDownbeat(Int(beat.rounded()), beatsPerBar: max(1, beatsPerBar)) else { return }
    harmony.follow(grid)
    turns.align(with: grid)
    rest()
  }

  /// Takes in whether the band plays, from the downbeat nearest to `beat` on.
  package mutating func hear(bandPlays: Bool, at beat: Double) {
    guard bandPlays != isAccompanied else { return }
    isAccompanied = bandPlays
    if bandPlays { begin(at: beat) } else { end() }
  }

  /// Plays in another style what is composed from now on.
  package mutating func change(to style: Style) {
    self.style = style
    touch = Touch(.lead, style: style, noise: noise)
  }

  /// When the lead plays; a change lets it rest first.
  package var mode: Mode {
    get { turns.mode }
    set {
      guard newValue != turns.mode else { return }
      turns.mode = newValue
      rest()
    }
  }

  /// How many bars each of the two has, 1 and more.
  package var bars: Int {
    get { turns.bars }
    set {
      guard newValue != turns.bars else { return }
      turns.bars = max(1, newValue)
      rest()
    }
  }

  /// Composes up to a beat ahead of the clock.
  ///
  /// - Parameters:
  ///   - now: Where the clock is.
  ///   - tempo: Beats a minute.
  ///   - emit: Called with what there is to play, in order.
  package mutating func advance(
    to now: Double, tempo: Double, _ emit: (BandAction) -> Void
  ) {
    follow(now, tempo: tempo)
    harmony.goesOn = isAnswering
    harmony.advance(to: now, tempo: tempo, grid: grid)
    joinUnasked()
    if turns.origin != nil {
      reconcile()
      compose()
    }
    ledger.prune(before: now)
    actions.forEach(emit)
    actions.removeAll(keepingCapacity: true)
  }
}
