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
