import Melody
import Music

extension Soloist {
  /// Moves a note that does not fit the chord that turned out, and composes anew what is to come.
  mutating func reconcile() {
    moveSounding()
    let edge = self.edge
    let stale = ledger[.lead].first { entry in
      entry.note.beat >= edge && entry.chord != harmony.chord(at: entry.cell)
    }
    guard let stale else { return }
    let beat = max(Int(edge.rounded(.down)), stale.cell)
    guard let index = marks.lastIndex(where: { $0.beat <= beat }) else { return rest() }
    let mark = marks[index]
    marks.removeLast(marks.count - index)
    start = max(edge, Double(mark.beat) - 0.05)
    actions.append(.retract(.lead, from: start))
    ledger.retract(.lead, from: start)
    (cursor, line, phrase, portrait) = (mark.beat, mark.line, mark.phrase, mark.portrait)
  }

  /// A note that goes on for a while under a chord it clashes with goes to the chord's nearest note.
  private mutating func moveSounding() {
    guard let entry = ledger.sounding(.lead, at: edge).last, entry.note.end > edge + 0.4,
      let chord = harmony.chord(at: max(entry.cell, Int(now.rounded(.down)))), chord != entry.chord,
      !chord.scale(in: key).contains(PitchClassSet(Int(entry.note.key)))
    else { return }
    let old = Int(entry.note.key)
    let tones = (max(0, old - 6)...min(127, old + 6)).filter { chord.contains(PitchClass($0)) }
    guard let new = tones.min(by: { abs($0 - old) < abs($1 - old) }) else { return }
    actions.append(.move(.lead, from: UInt8(old), to: UInt8(new)))
    ledger.move(.lead, from: UInt8(old), to: UInt8(new), chord: chord, at: edge)
  }

  /// Composes beat after beat, as far as the chords are settled.
  mutating func compose() {
    cursor = max(cursor, Int(now.rounded(.down)))
    while Double(cursor) <= now + 1 {
      let isSettled = harmony.settle(cursor, now: now, grid: grid)
      let deadline = harmony.deadline(of: cursor, tempo: tempo)
      guard isSettled || now >= deadline else { return }
      compose(cursor)
      cursor += 1
    }
  }

  private mutating func compose(_ beat: Int) {
    marks.append(Mark(beat: beat, line: line, phrase: phrase, portrait: portrait))
    if marks.count > 8 { marks.removeFirst() }
    let tick = beat * RhythmFacts.ticks
    if let phrase, phrase.span.upperBound <= tick { self.phrase = nil }
    if phrase == nil, let (span, number) = nextPhrase(at: beat) {
      let planner = PhrasePlanner(
        model: model, noise: noise, beatsPerBar: grid.beatsPerBar,
        isSwung: style.swing.ratio(at: tempo) > 0.56,
        offset: grid.position(of: beat) * RhythmFacts.ticks)
      phrase = planner.phrase(in: span, number: number, bar: beat, portrait: portrait)
    }
    guard let phrase, harmony.chord(at: beat) != nil else { return }
    let outlook = harmony.outlook(from: beat, count: 4, now: now, grid: grid)
    for (index, slot) in phrase.slots.enumerated()
    where (tick..<tick + RhythmFacts.ticks).contains(slot.tick) {
      play(slot, at: index, of: phrase, outlook: outlook, beat: beat)
    }
  }

  private mutating func play(
    _ slot: LeadPhrase.Slot, at index: Int, of phrase: LeadPhrase, outlook: [Chord?], beat: Int
  ) {
    guard let chord = outlook.first ?? nil else { return }
    let next = index + 1 < phrase.slots.count ? phrase.slots[index + 1] : nil
    let ticks = RhythmFacts.ticks
    var landing: Chord?
    if let next, next.tick - slot.tick <= ticks / 2, isStrong(next.tick) {
      let distance = next.tick / ticks - beat
      landing = outlook.indices.contains(distance) ? outlook[distance] : nil
    }
    let bar = grid.beatsPerBar * ticks
    let downbeat = grid.downbeat(before: beat) * ticks
    let key = line.next(
      NotePlace(
        tick: slot.tick, place: (slot.tick - downbeat) % bar, beatsPerBar: grid.beatsPerBar,
        chord: chord, key: self.key, range: phrase.portrait.range, wish: slot.wish,
        isFirm: isStrong(slot.tick) || index == 0 || next == nil || slot.length > ticks,
        landing: landing),
      model: model, noise: noise)
    send(slot, key: key, chord: chord, outlook: outlook, beat: beat)
  }

  /// Whether a tick is the first of a bar or, where that is even, of its second half.
  private func isStrong(_ tick: Int) -> Bool {
    guard tick % RhythmFacts.ticks == 0 else { return false }
    let position = grid.position(of: tick / RhythmFacts.ticks)
    return position == 0 || 2 * position == grid.beatsPerBar
  }

  /// Sends a note if its time has not gone by; one that waited for the ear comes in on the off-beat, as
  /// soloists do who have to hear a chord first, or not at all.
  private mutating func send(
    _ slot: LeadPhrase.Slot, key: Int, chord: Chord, outlook: [Chord?], beat: Int
  ) {
    let isTriplet = slot.tick % 3 != 0
    let written = Double(slot.tick) / Double(RhythmFacts.ticks)
    let end = min(
      written + Double(slot.length) / Double(RhythmFacts.ticks),
      clash(of: key, after: beat, outlook: outlook))
    var note = BandNote(
      part: .lead,
      beat: touch.onset(
        of: written, isTriplet: isTriplet, bar: beat, step: slot.tick, tempo: tempo),
      duration: 0, key: UInt8(key),
      velocity: touch.velocity(
        isStrong(slot.tick) ? 100 : 88, dynamics: presence.dynamics, bar: beat, step: slot.tick))
    let release = touch.release(at: end, isTriplet: isTriplet, tempo: tempo)
    note.duration = max(0.05, release - note.beat)
    guard note.beat >= start else { return }
    if note.beat < now {
      let offbeat = ((now + Self.reaction) * 2).rounded(.up) / 2
      note.beat = max(
        now,
        touch.onset(
          of: offbeat, isTriplet: false, bar: beat, step: slot.tick, tempo: tempo))
      note.duration = release - note.beat
      guard note.duration >= 0.2 else { return }
    }
    let entry = Ledger.Entry(note: note, chord: chord, cell: beat)
    if let admitted = ledger.admit(entry) { actions.append(.play(admitted)) }
  }

  /// How long before it sounds a note is sent at least, in beats.
  private static let reaction = 0.03

  /// The beat from which `key` would clash with the chord that is expected.
  private func clash(of key: Int, after beat: Int, outlook: [Chord?]) -> Double {
    let index = outlook.indices.dropFirst().first { index in
      guard let chord = outlook[index] else { return false }
      return !chord.scale(in: self.key).contains(PitchClassSet(key))
    }
    return index.map { Double(beat + $0) } ?? .infinity
  }
}
