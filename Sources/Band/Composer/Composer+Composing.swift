import Music

extension Composer {
  /// What starts before this beat can no longer be taken back: it may have started already.
  ///
  /// The clock is told in steps, and a worker hears of it a little late.
  var edge: Double { max(now, -1e9) + 0.1 }

  /// Moves what sounds under another chord than meant, and composes anew what is to come.
  mutating func reconcile() {
    let edge = self.edge
    for part in Part.pitched { revoice(part, at: edge) }
    let isStale = Part.pitched.contains { part in
      ledger[part].contains { entry in
        entry.note.beat >= edge && entry.chord != harmony.chord(at: entry.cell)
      }
    }
    if isStale { recomposePitched(from: edge) }
  }

  mutating func recomposePitched(from edge: Double) {
    for part in Part.pitched {
      actions.append(.retract(part, from: edge))
      ledger.retract(part, from: edge)
    }
    players.retract(from: edge)
    pitchedCursor = min(pitchedCursor, Int(edge.rounded(.down)))
    pitchedCursor = max(pitchedCursor, entry)
    pitchedStart = edge
  }

  mutating func composeDrums() {
    while Double(drumCursor) <= now + 1.25, drumCursor <= finalBeat ?? .max {
      for note in drumNotes(at: drumCursor) where note.beat >= max(drumStart, now - 0.06) {
        send(Ledger.Entry(note: note, chord: nil, cell: drumCursor))
      }
      drumCursor += 1
    }
  }

  /// Composes bass and comping up to a beat ahead, as far as the chords are settled.
  mutating func composePitched() {
    while Double(pitchedCursor) <= now + 1, pitchedCursor <= finalBeat ?? .max {
      if pitchedCursor == finalBeat {
        // One that was asked for is played on its beat: what comes is foretold if it can be, and not waited for.
        if isHeld { _ = harmony.settle(pitchedCursor, now: now, grid: grid) }
        composeEnding(at: pitchedCursor)
      } else {
        let isSettled = harmony.settle(pitchedCursor, now: now, grid: grid)
        guard isSettled || now >= harmony.deadline(of: pitchedCursor, tempo: tempo) else { return }
        compose(pitchedCursor)
      }
      pitchedCursor += 1
    }
  }

  private mutating func compose(_ beat: Int) {
    let (cell, passage) = scene(at: beat, lookingAhead: grid.beatsPerBar + 1)
    let isChange = cell.chord.map { harmony.chord(at: beat - 1)?.movesBass(to: $0) ?? true } ?? true
    let bass = players.bassist.notes(
      of: cell, pattern: passage.bass, past: ledger[.bass].map(\.note.key),
      isSounding: isSounding(.bass, at: beat), isChange: isChange || beat == entry)
    place(bass.map { Ledger.Entry(note: $0, chord: cell.chord, cell: beat) })
    place(
      players.comper.notes(
        of: cell, pattern: passage.comping, isSounding: isSounding(.comping, at: beat)))
    place(
      players.padder.notes(
        of: cell, pattern: passage.pad, isSounding: isSounding(.pad, at: beat)))
    let broken = players.arpeggist.notes(of: cell, pattern: passage.arpeggio)
    place(broken.map { Ledger.Entry(note: $0, chord: cell.chord, cell: beat) })
  }

  private mutating func composeEnding(at beat: Int) {
    guard let chord = harmony.chord(at: beat) else { return }
    let bass = players.bassist.ending(on: beat, chord: chord, dynamics: dynamics)
    let passage = scene(at: beat - 1, lookingAhead: 0).1
    let comping = players.comper.ending(
      on: beat, chord: chord, in: key, velocity: passage.comping.loudest, dynamics: dynamics)
    let pad =
      passage.pad.isEmpty
      ? []
      : players.padder.ending(
        on: beat, chord: chord, in: key, velocity: passage.pad.loudest, dynamics: dynamics)
    place(([bass] + comping + pad).map { Ledger.Entry(note: $0, chord: chord, cell: beat) })
  }

  private mutating func drumNotes(at beat: Int) -> [BandNote] {
    if beat < entry {
      return [players.drummer.click(on: beat, isFirst: grid.position(of: beat) == 0)]
    }
    if beat == finalBeat {
      let before = scene(at: beat - 1, lookingAhead: 0).1.drums.flatMap(\.bars)
      return players.drummer.ending(on: beat, velocity: before.loudest, dynamics: dynamics)
    }
    let (cell, passage) = scene(at: beat, lookingAhead: 0)
    return players.drummer.notes(of: cell, lines: passage.drums)
  }

  /// A beat and what is played in its bar.
  private mutating func scene(at beat: Int, lookingAhead count: Int) -> (Cell, Passage) {
    let groove = style.groove(beatsPerBar: grid.beatsPerBar)
    let plan = conductor.plan(
      bar: barNumber(of: beat), style: style, groove: groove, level: intensity.level)
    var passage = groove.passage(plan.section)
    if plan.isThin { passage = passage.thinned }
    if let fill = plan.fill.flatMap(groove.fill) {
      passage.drums = fill
    } else if plan.isLanding {
      passage.drums = groove.landing + passage.drums
    }
    let outlook =
      count == 0 ? [] : harmony.outlook(from: beat, count: count, now: now, grid: grid)
    let barBeats = groove.beats(inBarsOf: grid.beatsPerBar)
    let position = grid.position(of: beat)
    let barsInBar = (grid.beatsPerBar + barBeats - 1) / barBeats
    let cell = Cell(
      beat: beat, bar: plan.bar * barsInBar + position / barBeats, place: position % barBeats,
      barBeats: barBeats, tempo: tempo, dynamics: dynamics, key: key, outlook: outlook,
      finalBeat: finalBeat)
    return (cell, passage)
  }

  private func isSounding(_ part: Part, at beat: Int) -> Bool {
    let beat = Double(beat)
    return ledger[part].contains { $0.note.beat < beat - 0.05 && $0.note.end > beat + 0.05 }
  }
}
