import Music

extension Harmony {
  /// How many beats are counted for one, where somebody finds that he counted otherwise than the player.
  private static let ratios = [0.5, 2.0 / 3, 0.75, 4.0 / 3, 1.5, 2]

  /// How near to one of them two tempos have to be.
  private static let tolerance = 0.06

  /// Beats without a chord after which another tempo is that of another start.
  private static let patience = 16

  /// Counts the beats of the tune so far anew where whoever counts them has gone over to half or double tempo, or
  /// to three for two: the tune is still the same.
  mutating func followCounting(now: Double, tempo: Double) {
    let before = lastTempo
    lastTempo = tempo
    guard let before, let heard else { return }
    let beat = Int(now.rounded(.down))
    let ratio = Self.ratios.first { abs(tempo / before / $0 - 1) < Self.tolerance }
    guard let ratio, beat >= heard.beat, beat - heard.beat < Self.patience else { return }
    form.recount(before: beat, by: ratio)
    let counted = { (place: Int) in
      beat - Int((Double(beat - place) * ratio).rounded(.down))
    }
    self.heard = (heard.chord, counted(heard.beat))
    forget(from: beat + 1)
    foretold = foretold.sorted { $0.key < $1.key }.reduce(into: [:]) { recounted, share in
      recounted[counted(share.key)] = share.value
    }
  }
}
