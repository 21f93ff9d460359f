import Music

extension Composer {
  /// Moves the notes of `part` that sound at `edge` to the chord that the ear has found instead.
  mutating func revoice(_ part: Part, at edge: Double) {
    let sounding = ledger.sounding(part, at: edge)
    let current = Int(now.rounded(.down))
    guard let last = sounding.last, let meant = last.chord,
      let chord = harmony.chord(at: max(last.cell, current)), chord != meant
    else { return }
    let keys = sounding.map { Int($0.note.key) }
    let targets =
      switch part {
      case .bass: chord.isAlike(meant) ? nil : keys.map { nearestBass(of: chord, to: $0) }
      case .drums, .lead: nil as [Int]?
      case .comping: players.comper.revoicing(keys, to: chord, in: key, at: edge)
      case .pad: players.padder.revoicing(keys, to: chord, in: key, at: edge)
      case .arpeggio: distinct(keys.map { nearestTone(of: chord, to: $0) })
      }
    move(part, Array(zip(keys, targets ?? keys)), chord: chord, at: edge)
  }

  private func nearestBass(of chord: Chord, to key: Int) -> Int {
    let roots = Bassist.range.filter { PitchClass($0) == chord.bass }
    return roots.min { abs($0 - key) < abs($1 - key) } ?? key
  }

  private func nearestTone(of chord: Chord, to key: Int) -> Int {
    let tones = Arpeggist.range.filter { chord.contains(PitchClass($0)) }
    return tones.min { abs($0 - key) < abs($1 - key) } ?? key
  }

  /// The keys, if no two are the same.
  private func distinct(_ keys: [Int]) -> [Int]? { Set(keys).count == keys.count ? keys : nil }

  /// Moves voices in an order in which none runs into another.
  private mutating func move(_ part: Part, _ voices: [(Int, Int)], chord: Chord, at edge: Double) {
    var pending = voices
    while let index = pending.firstIndex(where: { voice in
      !pending.contains { $0.0 == voice.1 && $0.0 != voice.0 }
    }) {
      let (old, new) = pending.remove(at: index)
      if old != new { actions.append(.move(part, from: UInt8(old), to: UInt8(new))) }
      ledger.move(part, from: UInt8(old), to: UInt8(new), chord: chord, at: edge)
    }
  }
}
