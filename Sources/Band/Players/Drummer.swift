import Music

/// The player of drums: grooves, fills and the count-in.
struct Drummer: Sendable {
  private let touch: Touch

  init(style: Style, noise: Noise) {
    touch = Touch(.drums, style: style, noise: noise)
  }

  /// The strokes of a beat.
  func notes(of cell: Cell, lines: [DrumLine]) -> [BandNote] {
    let struck = lines.flatMap { strokes(of: $0, cell: cell) }
    let kept = struck.filter { one in
      !struck.contains {
        abs($0.start - one.start) < 0.01 && GeneralMIDI.takesOver(from: one.key, by: $0.key)
      }
    }
    return kept.map { note(of: $0, cell: cell) }
  }

  /// A click of the sticks on a beat of the count-in.
  func click(on beat: Int, isFirst: Bool) -> BandNote {
    BandNote(
      part: .drums, beat: Double(beat), duration: 0.2, key: GeneralMIDI.sideStick,
      velocity: isFirst ? 110 : 90)
  }

  /// The last stroke of a tune.
  func ending(on beat: Int, velocity: Int?, dynamics: Double) -> [BandNote] {
    [GeneralMIDI.kick, GeneralMIDI.crash].map { key in
      BandNote(
        part: .drums, beat: Double(beat), duration: 0.5, key: key,
        velocity: touch.velocity(velocity ?? 100, dynamics: dynamics, bar: beat, step: Int(key)))
    }
  }

  /// A stroke of this beat, before swing and feel.
  private struct Struck {
    let key: UInt8
    let start: Double
    let isTriplet: Bool
    let velocity: Int

    /// What tells its chances apart.
    let step: Int
  }

  private func strokes(of line: DrumLine, cell: Cell) -> [Struck] {
    let spans = line.bars.spans(bar: cell.bar, beatsPerBar: cell.barBeats)
    return cell.attacks(spans, at: cell.place, isSounding: true).compactMap { attack in
      let step = attack.index + Int(line.key) * 1000
      guard let stroke = attack.event, touch.plays(stroke.chance, bar: cell.bar, step: step)
      else { return nil }
      return Struck(
        key: line.key, start: attack.start, isTriplet: attack.isTriplet,
        velocity: stroke.velocity, step: step)
    }
  }

  private func note(of stroke: Struck, cell: Cell) -> BandNote {
    BandNote(
      part: .drums,
      beat: touch.onset(
        of: stroke.start, isTriplet: stroke.isTriplet, bar: cell.bar, step: stroke.step,
        tempo: cell.tempo),
      duration: 0.08, key: stroke.key,
      velocity: touch.velocity(
        stroke.velocity, dynamics: cell.dynamics, bar: cell.bar, step: stroke.step))
  }
}
