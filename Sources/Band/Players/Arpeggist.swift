import Music

/// The player of broken chords: degrees of the chord, one after the other.
struct Arpeggist: Sendable {
  private let touch: Touch

  /// Figures of neighbouring roots lie beside each other, around D4.
  private var path = RootPath(keys: 54...71, middle: 62, last: 62)

  /// What its notes stay within.
  static let range = 52...88

  init(style: Style, noise: Noise) { touch = Touch(.arpeggio, style: style, noise: noise) }

  /// The notes of a beat whose chord is known.
  mutating func notes(of cell: Cell, pattern: [Pattern<BassStep>]) -> [BandNote] {
    guard let chord = cell.chord else { return [] }
    let spans = pattern.spans(bar: cell.bar, beatsPerBar: cell.barBeats)
    let root = path.move(to: chord.root)
    return cell.attacks(spans, at: cell.place, isSounding: true).compactMap { attack in
      guard let event = attack.event, let semitones = event.pitch.semitones(above: chord),
        touch.plays(event.chance, bar: cell.bar, step: attack.index)
      else { return nil }
      return note(
        attack, key: fitted(root + semitones), isAccented: event.isAccented, cell: cell)
    }
  }

  /// The octave of `key` that broken chords have.
  private func fitted(_ key: Int) -> Int {
    var key = key
    while key < Self.range.lowerBound { key += 12 }
    while key > Self.range.upperBound { key -= 12 }
    return key
  }

  private func note(_ attack: Attack<BassStep>, key: Int, isAccented: Bool, cell: Cell)
    -> BandNote
  {
    let start = touch.onset(
      of: attack.start, isTriplet: attack.isTriplet, bar: cell.bar, step: attack.index,
      tempo: cell.tempo)
    let end = touch.release(
      at: attack.end(before: cell.changeBeat(after: cell.beat)), isTriplet: attack.isTriplet,
      tempo: cell.tempo)
    return BandNote(
      part: .arpeggio, beat: start, duration: max(0.05, end - start), key: UInt8(key),
      velocity: touch.velocity(
        isAccented ? 92 : 76, dynamics: cell.dynamics, bar: cell.bar, step: attack.index))
  }
}
