import Music

/// What the band takes the chord to be, beat by beat: heard, foretold, or carried on.
struct Harmony: Sendable {
  private var form = Form()

  /// Whether chords are foretold from the form; if not, all are waited for.
  var foretells = true

  /// A chart that is being played, which is asked before the form.
  var source: (any ChordSource)?

  /// Another chart, or none, that is to be played from soon.
  var coming: ComingChart?

  /// A chord that stays, whatever is heard and foretold.
  var held: Chord?

  /// The chord heard last, and the beat from which it counts.
  private(set) var heard: (chord: Chord, beat: Int)?

  /// Beats whose chord is foretold, later than what was heard.
  private var foretold: [Int: ChordForecast.Share] = [:]

  /// What was last asked of the form in vain: asking again before anything changed is idle.
  private var refused: [Int]?

  /// How many chords were heard.
  private var hearingCount = 0

  /// The ear's last considered opinion; `nil` while it has given none.
  private var settled: Chord?

  /// How often, of late, the chord changed where that was not likely, 0 to 1.
  ///
  /// A player whose changes fall between the beats, or a clock that has lost the beat, make the
  /// likelihood of changes worthless.
  private var surprise = 0.0

  /// Takes in the ear's first opinion of the chord that began at `beat`.
  ///
  /// An ear that also gives considered opinions is waited for where its first is doubtful: a
  /// change where none is likely, one to a near relation of what was foretold, or one against a
  /// forecast that is hardly ever wrong.
  mutating func hear(_ chord: Chord, at beat: Double, now: Double, grid: BarGrid) {
    let cell = Self.cell(of: beat)
    if let settled, !chord.isAlike(settled), !chord.isAlike(heard?.chord), surprise < 0.5 {
      let isLikely = isLikely(beat, grid: grid) && !isDoubtful(chord, at: cell)
      guard isLikely || chord.isAlike(self.chord(at: cell)) else { return }
    }
    accept(chord, at: max(cell, heard?.beat ?? cell), now: now, grid: grid)
  }

  /// Whether the ear's first opinion is less to be trusted than what was foretold of `cell`.
  private func isDoubtful(_ chord: Chord, at cell: Int) -> Bool {
    guard let share = foretold[cell], !share.chord.isAlike(chord) else { return false }
    return share.chord.isRelated(to: chord) || share.probability >= Self.certain
  }

  /// Takes in the ear's considered opinion of the chord that began at `beat`.
  mutating func hear(settled chord: Chord, at beat: Double, now: Double, grid: BarGrid) {
    let cell = Self.cell(of: beat)
    if !chord.isAlike(settled) {
      surprise += 0.25 * ((isLikely(beat, grid: grid) ? 0 : 1) - surprise)
    }
    settled = chord
    if let heard, heard.beat > cell {
      form.set(chord, from: cell, until: heard.beat)
      source?.hear(chord, from: cell)
    } else if heard?.chord != chord || heard?.beat != cell {
      accept(chord, at: cell, now: now, grid: grid)
    }
  }

  /// Whether a chord may well change at `beat`.
  private func isLikely(_ beat: Double, grid: BarGrid) -> Bool {
    let cell = Self.cell(of: beat)
    return abs(beat - Double(cell)) < 0.35
      && (foretold[cell] != nil || isChangeLikely(at: cell, grid: grid))
  }

  private mutating func accept(_ chord: Chord, at cell: Int, now: Double, grid: BarGrid) {
    if let heard, chord.isAlike(heard.chord), foretold[cell]?.chord.isAlike(chord) != true {
      refine(chord, since: heard.beat)
      return
    }
    let isAsForetold = chord.isAlike(self.chord(at: cell))
    heard = (chord, cell)
    source?.hear(chord, from: cell)
    hearingCount += 1
    form.set(chord, from: cell, until: max(cell, Int(now.rounded(.down))) + 1)
    foretold = foretold.filter { $0.key > cell }
    if !isAsForetold { foretellAnew(now: now, grid: grid) }
  }

  /// Asks again about the beats that were foretold before something else was heard.
  private mutating func foretellAnew(now: Double, grid: BarGrid) {
    let beats = foretold.keys.sorted()
    foretold = [:]
    for beat in beats {
      foretold[beat] = prediction(at: beat, after: chord(at: beat - 1), now: now, grid: grid)
    }
  }

  /// Drops what was foretold of `beat` and later.
  mutating func forget(from beat: Int) {
    foretold = foretold.filter { $0.key < beat }
    refused = nil
  }

  /// Gives the chord that goes on the quality it now seems to have.
  private mutating func refine(_ chord: Chord, since beat: Int) {
    heard = (chord, beat)
    source?.hear(chord, from: beat)
    form.set(chord, from: beat, until: form.endBeat)
  }

  /// The beat that a chord heard at `beat` belongs to; players are early rather than late.
  private static func cell(of beat: Double) -> Int { Int((beat + 0.6).rounded(.down)) }

  /// Lets time pass: the chord goes on, and what was foretold but not heard is given up.
  ///
  /// The ear has `patience` beats to confirm a change.
  mutating func advance(to now: Double, patience: Double) {
    turnPage(now)
    guard let heard else { return }
    source?.pass(now)
    let end = Int(now.rounded(.down)) + 1
    if end > form.endBeat { form.set(heard.chord, from: form.endBeat, until: end) }
    let isRefuted = foretold.contains { beat, share in
      now > Double(beat) + patience && !share.chord.isAlike(heard.chord)
    }
    if isRefuted { foretold = [:] }
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

  /// The chords of the beats from `beat` on, `nil` from where on they are not known.
  func outlook(from beat: Int, count: Int, now: Double, grid: BarGrid) -> [Chord?] {
    if let held { return Array(repeating: held, count: count) }
    var chords = [chord(at: beat)]
    for next in (beat + 1)..<(beat + count) {
      guard let current = chords.last else { break }
      let isHeard = heard.map { next <= $0.beat } ?? false
      let expected =
        isHeard
        ? chord(at: next)
        : (foretold[next] ?? prediction(at: next, after: current, now: now, grid: grid))?.chord
      let carried = isChangeLikely(at: next, grid: grid) ? nil : current
      chords.append(current == nil ? nil : expected ?? carried)
    }
    return chords
  }

  /// How likely the chord at `beat` has to be for the band to play it without waiting for the ear.
  private static let sure = 0.6

  /// How likely it has to be for the band to wait for the ear's considered opinion against it.
  private static let certain = 0.85

  private func prediction(at beat: Int, after current: Chord?, now: Double, grid: BarGrid)
    -> ChordForecast.Share?
  {
    guard foretells else { return nil }
    let choice = forecast(at: beat, after: current, now: now, grid: grid).choice
    return choice.flatMap { $0.probability >= Self.sure ? $0 : nil }
  }

  /// How likely each chord is at `beat`, by the chart if there is one, and by the form.
  func forecast(at beat: Int, after current: Chord?, now: Double, grid: BarGrid) -> ChordForecast {
    let known = max(Int(now.rounded(.down)), (heard?.beat ?? 0) + 1)
    let formed = form.forecast(
      at: beat, known: known, current: current, beatsPerBar: grid.beatsPerBar)
    return source?.forecast(at: beat).completed(by: formed) ?? formed
  }

  /// The changes of chord that the form remembers from `beat` on, the first of them included.
  func changes(since beat: Int) -> [Change] {
    let first = max(beat, form.firstBeat)
    guard first < form.endBeat else { return [] }
    return (first..<form.endBeat).reduce(into: []) { changes, beat in
      guard let chord = form.chord(at: beat), chord.number != changes.last?.chord.number else {
        return
      }
      changes.append(Change(beat: beat, chord: chord))
    }
  }

  /// The shortest number of bars after which the tune has been coming round of late; 0 for none.
  func period(now: Double, grid: BarGrid) -> Int {
    let known = min(form.endBeat, Int(now.rounded(.down)) + 1)
    let agreements = form.agreements(before: known, beatsPerBar: grid.beatsPerBar)
    let longest = agreements.map(\.evidence).max() ?? 0
    let first = agreements.first { $0.evidence > longest - 0.5 }
    return (first?.lag ?? 0) / grid.beatsPerBar
  }

  /// Whether chords tend to change at the place of `beat` in the bar; at first, on downbeats.
  private func isChangeLikely(at beat: Int, grid: BarGrid) -> Bool {
    let isDownbeat = grid.position(of: beat) == 0
    let (changes, bars) = form.changes(before: beat, every: grid.beatsPerBar)
    guard bars >= (isDownbeat ? 8 : 2) else { return isDownbeat }
    return Double(changes) >= (isDownbeat ? 0.1 : 0.35) * Double(bars)
  }
}
