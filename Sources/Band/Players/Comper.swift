import Music

/// A player of chords, struck or held: the style's rhythm, in voicings that lead into each other.
struct Comper: Sendable {
  private let part: Part
  private let rules: VoicingRules
  private let touch: Touch

  /// The voicings of the last bars, so that a beat composed anew starts from the right one.
  private var voicings: [(beat: Double, chord: Chord, voicing: Voicing)] = []

  init(_ part: Part, style: Style, noise: Noise) {
    self.part = part
    rules = part == .pad ? style.padVoicing : style.voicing
    touch = Touch(part, style: style, noise: noise)
  }

  /// The notes of a beat whose chord is known, each with the chord and the beat it is for.
  mutating func notes(of cell: Cell, pattern: [Pattern<Stroke>], isSounding: Bool)
    -> [Ledger.Entry]
  {
    guard let chord = cell.chord else { return [] }
    let spans = pattern.spans(bar: cell.bar, beatsPerBar: cell.barBeats)
    var entries: [Ledger.Entry] = []
    for attack in cell.attacks(spans, at: cell.place, isSounding: isSounding) {
      let stroke = attack.event ?? Stroke(velocity: 85, chance: 1, isPush: false)
      guard touch.plays(stroke.chance, bar: cell.bar, step: attack.index) else { continue }
      let coming = stroke.isPush ? cell.nextChord : nil
      let beat = coming == nil ? cell.beat : cell.beat + 1
      let end = attack.end(before: cell.changeBeat(after: beat))
      let notes = strike(coming ?? chord, attack, stroke, until: end, cell: cell)
      entries += notes.map { Ledger.Entry(note: $0, chord: coming ?? chord, cell: beat) }
    }
    return entries
  }

  /// The last chord, held.
  mutating func ending(
    on beat: Int, chord: Chord, in key: Key?, velocity: Int?, dynamics: Double
  ) -> [BandNote] {
    let velocity = touch.velocity(velocity ?? 85, dynamics: dynamics, bar: beat, step: 0)
    return voicing(of: chord, in: key, at: Double(beat)).map { key in
      BandNote(
        part: part, beat: Double(beat), duration: 3.5, key: UInt8(key), velocity: velocity)
    }
  }

  /// Forgets the voicings from `beat` on.
  mutating func retract(from beat: Double) { voicings.removeAll { $0.beat >= beat } }

  /// Where the voices that sound go when the chord turns out to be another.
  ///
  /// - Returns: For each of `keys`, which ascend, the key it moves to; `nil` if they all fit.
  mutating func revoicing(_ keys: [Int], to chord: Chord, in key: Key?, at beat: Double)
    -> Voicing?
  {
    let tones = rules.voicingTones(of: chord, in: key)
    guard !keys.allSatisfy({ tones.contains(PitchClassSet($0)) }) else { return nil }
    var rulesForKeys = rules
    rulesForKeys.voiceCount = keys.count
    let voicing = rulesForKeys.voicing(of: chord, in: key, after: keys)
    guard voicing.count == keys.count else { return nil }
    retract(from: beat)
    voicings.append((beat, chord, voicing))
    return voicing
  }

  private mutating func strike(
    _ chord: Chord, _ attack: Attack<Stroke>, _ stroke: Stroke, until end: Double, cell: Cell
  ) -> [BandNote] {
    let start = touch.onset(
      of: attack.start, isTriplet: attack.isTriplet, bar: cell.bar, step: attack.index,
      tempo: cell.tempo)
    let end = touch.release(at: end, isTriplet: attack.isTriplet, tempo: cell.tempo)
    return voicing(of: chord, in: cell.key, at: attack.start).enumerated().map { voice, key in
      let roll = Double(voice) * 2 / 60_000 * cell.tempo
      return BandNote(
        part: part, beat: start + roll, duration: max(0.05, end - start - roll),
        key: UInt8(key),
        velocity: touch.velocity(
          stroke.velocity, dynamics: cell.dynamics, bar: cell.bar,
          step: attack.index + 1000 * voice))
    }
  }

  private mutating func voicing(of chord: Chord, in key: Key?, at beat: Double) -> Voicing {
    let last = voicings.last
    if let last, last.chord == chord { return last.voicing }
    let voicing = rules.voicing(of: chord, in: key, after: last?.voicing)
    voicings.append((beat, chord, voicing))
    if voicings.count > 64 { voicings.removeFirst() }
    return voicing
  }
}
