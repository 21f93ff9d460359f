import Music

/// The player of broken chords: degrees of the chord, one after the other.
struct Arpeggist: Sendable {
  private let touch: Touch

  /// Where the root of a chord lies: the octave from A3 up.
  private static let roots = 57...68

  /// What its notes stay within.
  static let range = 52...88

  init(style: Style, noise: Noise) { touch = Touch(.arpeggio, style: style, noise: noise) }

  /// The notes of a beat whose chord is known.
  func notes(of cell: Cell, pattern: [Pattern<BassStep>]) -> [BandNote] {
    guard let chord = cell.chord else { return [] }
    let spans = pattern.spans(bar: cell.bar, beatsPerBar: cell.barBeats)
    return cell.attacks(spans, at: cell.place, isSounding: true).compactMap { attack in
      guard let event = attack.event, let semitones = event.pitch.semitones(above: chord),
        touch.plays(event.chance, bar: cell.bar, step: attack.index)
      else { return nil }
      return note(
        attack, key: key(semitones, above: chord.root), isAccented: event.isAccented, cell: cell)
    }
  }

  private func key(_ semitones: Int, above root: PitchClass) -> Int {
    var key = (Self.roots.first { PitchClass($0) == root } ?? 60) + semitones
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
