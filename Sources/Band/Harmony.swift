import Music

/// What the band takes the chord to be, beat by beat: heard, foretold, or carried on.
struct Harmony: Sendable {
  private var form = Form()

  /// The chord heard last, and the beat from which it counts.
  private(set) var heard: (chord: Chord, beat: Int)?

  /// Beats whose chord the form has foretold, later than what was heard.
  private var foretold: [Int: Chord] = [:]

  /// What was last asked of the form in vain: asking again before anything changed is idle.
  private var refused: [Int]?

  /// How many chords were heard.
  private var hearingCount = 0

  /// Takes in the chord that began at `beat`, which may be a little ahead of the beat it means.
  mutating func hear(_ chord: Chord, at beat: Double, now: Double) {
    let cell = Int((beat + 0.6).rounded(.down))
    let isAsForetold = chord.isAlike(self.chord(at: cell))
    heard = (chord, cell)
    hearingCount += 1
    form.set(chord, from: cell, until: max(cell, Int(now.rounded(.down))) + 1)
    foretold = foretold.filter { $0.key > cell && isAsForetold }
  }

  /// Lets time pass: the chord goes on, and what was foretold but not heard is given up.
  ///
  /// The ear has `patience` beats to confirm a change.
  mutating func advance(to now: Double, patience: Double) {
    guard let heard else { return }
    let end = Int(now.rounded(.down)) + 1
    if end > form.endBeat { form.set(heard.chord, from: form.endBeat, until: end) }
    let isRefuted = foretold.contains { beat, chord in
      now > Double(beat) + patience && !chord.isAlike(heard.chord)
    }
    if isRefuted { foretold = [:] }
  }

  /// The chord to play at `beat`, as far as is known or foretold by now.
  func chord(at beat: Int) -> Chord? {
    guard let heard else { return nil }
    guard beat > heard.beat else {
      return beat == heard.beat ? heard.chord : form.chord(at: beat) ?? heard.chord
    }
    let latest = foretold.filter { $0.key <= beat }.max { $0.key < $1.key }
    return latest?.value ?? heard.chord
  }

  /// Asks the form for the chord at `beat`, and keeps its answer.
  ///
  /// - Returns: Whether the chord is settled: heard already, foretold, or unlikely to change.
  mutating func settle(_ beat: Int, now: Double, grid: BarGrid) -> Bool {
    guard let heard else { return false }
    guard beat > heard.beat else { return true }
    let question = [beat, Int(now.rounded(.down)), hearingCount, grid.anchor]
    guard question != refused else { return false }
    if let chord = prediction(at: beat, after: chord(at: beat - 1), now: now, grid: grid) {
      foretold[beat] = chord
      return true
    }
    let isSettled = !isChangeLikely(at: beat, grid: grid)
    if !isSettled { refused = question }
    return isSettled
  }

  /// The chords of the beats from `beat` on, `nil` from where on they are not known.
  func outlook(from beat: Int, count: Int, now: Double, grid: BarGrid) -> [Chord?] {
    var chords = [chord(at: beat)]
    for next in (beat + 1)..<(beat + count) {
      guard let current = chords.last else { break }
      let isHeard = heard.map { next <= $0.beat } ?? false
      let expected =
        isHeard
        ? chord(at: next)
        : foretold[next] ?? prediction(at: next, after: current, now: now, grid: grid)
      let carried = isChangeLikely(at: next, grid: grid) ? nil : current
      chords.append(current == nil ? nil : expected ?? carried)
    }
    return chords
  }

  private func prediction(at beat: Int, after current: Chord?, now: Double, grid: BarGrid)
    -> Chord?
  {
    let known = max(Int(now.rounded(.down)), (heard?.beat ?? 0) + 1)
    return form.prediction(
      at: beat, known: known, current: current, beatsPerBar: grid.beatsPerBar)
  }

  /// Whether chords tend to change at the place of `beat` in the bar; at first, on downbeats.
  private func isChangeLikely(at beat: Int, grid: BarGrid) -> Bool {
    let isDownbeat = grid.position(of: beat) == 0
    let (changes, bars) = form.changes(before: beat, every: grid.beatsPerBar)
    guard bars >= (isDownbeat ? 8 : 2) else { return isDownbeat }
    return Double(changes) >= (isDownbeat ? 0.1 : 0.35) * Double(bars)
  }
}
