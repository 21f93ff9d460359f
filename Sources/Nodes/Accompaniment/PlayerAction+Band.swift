internal import Band
private import Music

extension PlayerAction {
  init(_ action: BandAction) {
    switch action {
    case .play(let note):
      self.init(.play, part: note.part.port)
      key = note.key
      velocity = note.velocity
      beat = note.beat
      duration = note.duration
    case .retract(let part, let from):
      self.init(.retract, part: part.port)
      beat = from
    case .move(let part, let from, let to):
      self.init(.move, part: part.port)
      key = from
      otherKey = to
    case .silence(let part):
      self.init(.silence, part: part.port)
    }
  }

  /// Bars and sections count from 1; 0 where the player is not in the chart.
  init(_ place: ChartPlace?) {
    self.init(.place, part: (place?.section ?? -1) + 1)
    beat = Double((place?.bar ?? -1) + 1)
    duration = Double(place?.barCount ?? 0)
    velocity = UInt8(((place?.probability ?? 0) * 100).rounded())
  }

  /// What who chose `style` means; of four quarters nothing.
  init(metreOf style: Style) {
    let metre = style.metre
    self.init(.metre, part: metre?.isCompound == true ? 3 : 2)
    guard let metre else { return }
    beat = Double(metre.pulsesPerBar)
    key = UInt8(clamping: Int(style.tempo.lowerBound))
    otherKey = UInt8(clamping: Int(style.tempo.upperBound))
  }

  init(_ standing: BandStanding) {
    self.init(.report, part: Int(standing.section))
    key = UInt8(bitPattern: standing.next)
    beat = standing.beats
    duration = Double(standing.style)
  }
}
