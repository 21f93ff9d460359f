import Music

extension Harmony {
  /// Takes in the ear's opinion of the chord that began at `beat`, its first or a considered one; no
  /// chord leaves the last one standing, and the place in a chart to the clock.
  mutating func hear(
    _ chord: Chord?, at beat: Double, isSettled: Bool, now: Double, grid: BarGrid
  ) {
    guard let chord else {
      if isSettled { source?.hear(nil, from: Self.cell(of: beat)) }
      return
    }
    let now = max(now, beat)
    if isSettled {
      consider(chord, at: beat, now: now, grid: grid)
    } else {
      notice(chord, at: beat, now: now, grid: grid)
    }
  }

  /// How long a beat waits for the ear where the chord is open; the ear needs about 0.15 s.
  func deadline(of beat: Int, tempo: Double) -> Double {
    Double(beat) + (heard == nil ? 0.9 : min(0.9, 0.25 * tempo / 60))
  }

  /// Takes in a first opinion.
  ///
  /// An ear that also gives considered opinions is waited for where its first is doubtful: a
  /// change where none is likely and that is not in the middle of a bar, one to a near relation of what was foretold, or
  /// one against a forecast that is hardly ever wrong.
  private mutating func notice(_ chord: Chord, at beat: Double, now: Double, grid: BarGrid) {
    let cell = Self.cell(of: beat)
    if let settled, !chord.isAlike(settled), !chord.isAlike(heard?.chord), surprise < 0.5 {
      let isCredible = isLikely(beat, grid: grid) || isMiddle(beat, grid: grid)
      guard isCredible && !isDoubtful(chord, at: cell) || chord.isAlike(self.chord(at: cell)) else {
        return
      }
    }
    accept(chord, at: max(cell, heard?.beat ?? cell), now: now, grid: grid)
  }

  /// Takes in a considered opinion.
  private mutating func consider(_ chord: Chord, at beat: Double, now: Double, grid: BarGrid) {
    let cell = Self.cell(of: beat)
    if !chord.isAlike(settled) {
      surprise += 0.25 * ((isLikely(beat, grid: grid) ? 0 : 1) - surprise)
    }
    settled = chord
    let origin = origin(of: cell, grid: grid)
    if let heard, heard.beat > cell {
      form.set(chord, from: cell, until: heard.beat)
      source?.hear(chord, from: cell)
    } else if heard?.chord != chord || heard?.beat != cell {
      accept(chord, at: cell, now: now, grid: grid)
    }
    if chord.isAlike(form.chord(at: cell)) { form.set(chord, from: origin, until: cell) }
  }

  /// Whether the ear's first opinion is less to be trusted than what was foretold of `cell`.
  private func isDoubtful(_ chord: Chord, at cell: Int) -> Bool {
    guard let share = foretold[cell], !share.chord.isAlike(chord) else { return false }
    return share.chord.isRelated(to: chord) || share.probability >= Self.certain
  }

  /// Whether a chord may well change at `beat`.
  private func isLikely(_ beat: Double, grid: BarGrid) -> Bool {
    let cell = Self.cell(of: beat)
    return Self.isOn(cell, beat)
      && (foretold[cell] != nil || isChangeLikely(at: cell, grid: grid))
  }

  /// Whether `beat` is the middle of a bar, where chords change next to its first.
  private func isMiddle(_ beat: Double, grid: BarGrid) -> Bool {
    let cell = Self.cell(of: beat)
    return Self.isOn(cell, beat) && 2 * grid.position(of: cell) == grid.beatsPerBar
  }

  private static func isOn(_ cell: Int, _ beat: Double) -> Bool { abs(beat - Double(cell)) < 0.35 }

  /// The beat that a chord heard at `beat` belongs to; players are early rather than late.
  private static func cell(of beat: Double) -> Int { Int((beat + 0.6).rounded(.down)) }

  private mutating func accept(_ chord: Chord, at cell: Int, now: Double, grid: BarGrid) {
    said = chord
    source?.hear(chord, from: cell)
    if let heard, chord.isAlike(heard.chord), foretold[cell]?.chord.isAlike(chord) != true {
      refine(chord, since: heard.beat)
      return
    }
    take(written(at: cell) ?? chord, at: cell, now: now, grid: grid)
  }

  /// Takes `chord` for the one that began at `cell`.
  mutating func take(_ chord: Chord, at cell: Int, now: Double, grid: BarGrid) {
    let isAsForetold = chord.isAlike(self.chord(at: cell))
    let beginning = beginning(of: chord, heardAt: cell, grid: grid)
    heard = (chord, beginning)
    hearingCount += 1
    form.set(chord, from: beginning, until: max(cell, Int(now.rounded(.down))) + 1)
    foretold = foretold.filter { $0.key > cell }
    if !isAsForetold { foretellAnew(now: now, grid: grid) }
  }

  /// Gives the chord that goes on the quality it now seems to have.
  private mutating func refine(_ chord: Chord, since beat: Int) {
    source?.hear(chord, from: beat)
    let written = written(at: beat).flatMap { $0.isAlike(chord) ? $0 : nil } ?? chord
    heard = (written, beat)
    form.set(written, from: beat, until: form.endBeat)
  }

  /// Asks again about the beats that were foretold before something else was heard.
  private mutating func foretellAnew(now: Double, grid: BarGrid) {
    let beats = foretold.keys.sorted()
    foretold = [:]
    for beat in beats {
      foretold[beat] = prediction(at: beat, after: chord(at: beat - 1), now: now, grid: grid)
    }
  }
}
