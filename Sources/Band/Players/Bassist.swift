import Music

/// The player of the bass: roots, degrees, and lines that lead to the coming chord.
struct Bassist: Sendable {
  private let touch: Touch

  /// Roots are rather low than high.
  private var path = RootPath(keys: 28...45, middle: 34, last: 33)

  /// E1, the lowest string, to G3.
  static let range = 28...55

  init(style: Style, noise: Noise) { touch = Touch(.bass, style: style, noise: noise) }

  /// The notes of a beat whose chord is known, after notes of the keys `past`.
  ///
  /// `isSounding` tells whether the last of them goes on into this beat, `isChange` whether the chord or its bass
  /// is another than on the beat before.
  mutating func notes(
    of cell: Cell, pattern: [Pattern<BassStep>], past: [UInt8], isSounding: Bool, isChange: Bool
  ) -> [BandNote] {
    guard let chord = cell.chord else { return [] }
    let spans = pattern.spans(bar: cell.bar, beatsPerBar: cell.barBeats)
    let isWalk = spans.contains { $0.event.pitch == .walk }
    let root = path.move(to: chord.bass)
    var line = past.suffix(2).map(Int.init)
    var notes: [BandNote] = []
    for attack in cell.attacks(spans, at: cell.place, isSounding: isSounding) {
      let event = attack.event ?? Self.plainRoot
      let isOnBeat = attack.start < Double(cell.beat) + 0.01
      let isPlayed = touch.plays(event.chance, bar: cell.bar, step: attack.index)
      guard isPlayed || (isOnBeat && isChange) else { continue }
      let next = BassLine(
        cell: cell, attack: attack, isWalk: isWalk, path: path, previous: line.last ?? root,
        earlier: line.count > 1 ? line[line.count - 2] : nil, touch: touch)
      let key = isOnBeat && isChange ? root : next.key(of: event.pitch, chord: chord)
      notes.append(note(attack, key: key, isAccented: event.isAccented, cell: cell))
      line.append(key)
    }
    return notes
  }

  /// The root of the last chord, held.
  mutating func ending(on beat: Int, chord: Chord, dynamics: Double) -> BandNote {
    BandNote(
      part: .bass, beat: Double(beat), duration: 3.5, key: UInt8(path.move(to: chord.bass)),
      velocity: touch.velocity(108, dynamics: dynamics, bar: beat, step: 0))
  }

  private static let plainRoot = BassStep(
    pitch: .degree(1, octave: 0), isAccented: false, chance: 1)

  private func note(_ attack: Attack<BassStep>, key: Int, isAccented: Bool, cell: Cell)
    -> BandNote
  {
    let start = touch.onset(
      of: attack.start, isTriplet: attack.isTriplet, bar: cell.bar, step: attack.index,
      tempo: cell.tempo)
    let limit = cell.bassChangeBeat(after: cell.beat)
    let end = touch.release(
      at: attack.end(before: limit), isTriplet: attack.isTriplet, tempo: cell.tempo)
    return BandNote(
      part: .bass, beat: start, duration: max(0.05, end - start), key: UInt8(key),
      velocity: touch.velocity(
        isAccented ? 108 : 92, dynamics: cell.dynamics, bar: cell.bar, step: attack.index))
  }
}
