import Music

/// The player of drums: grooves, fills and the count-in.
struct Drummer: Sendable {
  private let style: Style
  private let touch: Touch

  init(style: Style, noise: Noise) {
    self.style = style
    touch = Touch(.drums, style: style, noise: noise)
  }

  /// The strokes of a beat.
  func notes(of cell: Cell, groove: Groove) -> [BandNote] {
    lines(bar: cell.bar, groove: groove).flatMap { notes(of: $0, cell: cell, groove: groove) }
  }

  /// A click of the sticks on a beat of the count-in.
  func click(on beat: Int, isFirst: Bool) -> BandNote {
    BandNote(
      part: .drums, beat: Double(beat), duration: 0.2, key: GeneralMIDI.sideStick,
      velocity: isFirst ? 110 : 90)
  }

  /// The last stroke of a tune.
  func ending(on beat: Int, dynamics: Double) -> [BandNote] {
    [GeneralMIDI.kick, GeneralMIDI.crash].map { key in
      BandNote(
        part: .drums, beat: Double(beat), duration: 0.5, key: key,
        velocity: touch.velocity(100, dynamics: dynamics, bar: beat, step: Int(key)))
    }
  }

  /// The groove, or a fill in the last bar of a phrase, or the groove with what lands a fill.
  private func lines(bar: Int, groove: Groove) -> [DrumLine] {
    let phrase = bar / style.phraseLength
    guard !groove.fills.isEmpty else { return groove.drums }
    if bar % style.phraseLength == style.phraseLength - 1 {
      return groove.fills[phrase % groove.fills.count]
    }
    let isLanding = phrase > 0 && bar % style.phraseLength == 0
    let landing = isLanding ? groove.landing : []
    return landing + groove.drums
  }

  private func notes(of line: DrumLine, cell: Cell, groove: Groove) -> [BandNote] {
    let beatsPerBar = groove.metre.beatsPerBar
    let position = cell.position % beatsPerBar
    let spans = line.bars.spans(bar: cell.bar, beatsPerBar: beatsPerBar)
    return cell.attacks(spans, at: position, isSounding: true).compactMap { attack in
      let step = attack.index + Int(line.key) * 1000
      guard let stroke = attack.event else { return nil }
      guard touch.plays(stroke.chance, bar: cell.bar, step: step) else { return nil }
      return BandNote(
        part: .drums,
        beat: touch.onset(
          of: attack.start, isTriplet: attack.isTriplet, bar: cell.bar, step: step,
          tempo: cell.tempo),
        duration: 0.08, key: line.key,
        velocity: touch.velocity(
          stroke.velocity, dynamics: cell.dynamics, bar: cell.bar, step: step))
    }
  }
}
