import Music

/// What the band takes the chord to be, beat by beat: heard, foretold, or carried on.
struct Harmony: Sendable {
  /// How long the ear has to confirm a change that was foretold: so many seconds, and a beat at least.
  private static let patience = 0.6

  var form = Form()

  /// Where the bars were last heard to be.
  var bars = BarGrid()

  /// Whether chords are foretold from the form; if not, all are waited for.
  var foretells = true

  /// A chart that is being played, which is asked before the form.
  var source: (any ChordSource)?

  /// Another chart, or none, that is to be played from soon.
  var coming: ComingChart?

  /// A chord that stays, whatever is heard and foretold.
  var held: Chord?

  /// The chord that counts as heard last, and the beat from which it does.
  var heard: (chord: Chord, beat: Int)?

  /// The ear's last word, which a chart may stand against.
  var said: Chord?

  /// Whether the tune goes on while the player rests, and when he struck last: where he has not, nothing
  /// speaks against what was foretold.
  ///
  /// That no chord sounds is said by the ear seconds later.
  var goesOn = false
  var lastStroke = -Double.infinity

  /// Beats whose chord is foretold, later than what was heard.
  var foretold: [Int: ChordForecast.Share] = [:]

  /// What was last asked of the form in vain: asking again before anything changed is idle.
  private var refused: [Int]?

  /// The tempo by which time last passed; `nil` before it has.
  var lastTempo: Double?

  /// How many chords were heard.
  var hearingCount = 0

  /// The ear's last considered opinion; `nil` while it has given none.
  var settled: Chord?

  /// How often, of late, the chord changed where that was not likely, 0 to 1.
  ///
  /// A player whose changes fall between the beats, or a clock that has lost the beat, make the
  /// likelihood of changes worthless.
  var surprise = 0.0

  /// Drops what was foretold of `beat` and later.
  mutating func forget(from beat: Int) {
    foretold = foretold.filter { $0.key < beat }
    refused = nil
  }

  /// Lets time pass, at `tempo` beats a minute: the chord goes on, and what was foretold but not heard is
  /// given up, unless a chart stands by it or the tune goes on without the player.
  mutating func advance(to now: Double, tempo: Double, grid: BarGrid) {
    turnPage(now)
    followCounting(now: now, tempo: tempo)
    guard let heard else { return }
    source?.pass(now)
    let end = Int(now.rounded(.down)) + 1
    if end > form.endBeat { form.set(heard.chord, from: form.endBeat, until: end) }
    let patience = max(1, Self.patience * tempo / 60)
    let overdue = foretold.filter { beat, share in
      now > Double(beat) + patience && !share.chord.isAlike(heard.chord)
    }
    if let last = overdue.keys.max() { hold(toChartAt: last, now: now, grid: grid) }
    yieldToEar(now: now, grid: grid)
  }

  /// The chord to play at `beat`, as far as is known or foretold by now.
  func chord(at beat: Int) -> Chord? {
    if let held { return held }
    guard let heard else { return nil }
    guard beat > heard.beat else {
      return beat == heard.beat ? heard.chord : form.chord(at: beat) ?? heard.chord
    }
    let latest = foretold.filter { $0.key <= beat }.max { $0.key < $1.key }
    return latest?.value.chord ?? heard.chord
  }

  /// Asks the form for the chord at `beat`, and keeps its answer.
  ///
  /// - Returns: Whether the chord is settled: heard already, foretold, or unlikely to change.
  mutating func settle(_ beat: Int, now: Double, grid: BarGrid) -> Bool {
    if held != nil { return true }
    guard let heard else { return false }
    guard beat > heard.beat else { return true }
    let question = [beat, Int(now.rounded(.down)), hearingCount, grid.anchor]
    guard question != refused else { return false }
    if let share = prediction(at: beat, after: chord(at: beat - 1), now: now, grid: grid) {
      foretold[beat] = share
      return true
    }
    let isSettled = !isChangeLikely(at: beat, grid: grid)
    if !isSettled { refused = question }
    return isSettled
  }
}
