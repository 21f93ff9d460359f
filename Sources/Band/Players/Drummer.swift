import Music

/// The player of drums: grooves, fills and the count-in.
struct Drummer: Sendable {
  private let touch: Touch

  init(style: Style, noise: Noise) {
    touch = Touch(.drums, style: style, noise: noise)
  }

  /// The strokes of a beat.
  func notes(of cell: Cell, lines: [DrumLine]) -> [BandNote] {
    lines.flatMap { notes(of: $0, cell: cell) }
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

  private func notes(of line: DrumLine, cell: Cell) -> [BandNote] {
    let spans = line.bars.spans(bar: cell.bar, beatsPerBar: cell.barBeats)
    return cell.attacks(spans, at: cell.place, isSounding: true).compactMap { attack in
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
