import Glibc

/// How well a way to hear the beat goes with what the network said.
extension BeatTraits {
  /// The logarithm of odds beyond which the network is no surer.
  private static let surest: Float = 4
  /// The looks that are late ones: four seconds.
  private static let late = 86

  /// What the network's words speak for beats where `sense` has them, and nowhere else: the
  /// logarithm of their odds, a look, over all that is kept and of late.
  mutating func addWords(_ words: [BeatTrail.Word], _ sense: BeatSense) {
    values.append(Self.favour(words[...], sense))
    values.append(Self.favour(words.suffix(Self.late), sense))
  }

  private static func favour(_ words: ArraySlice<BeatTrail.Word>, _ sense: BeatSense) -> Float {
    var sum: Float = 0
    for (one, next) in zip(words, words.dropFirst()) {
      let (from, to) = (sense.place(one.place), sense.place(next.place))
      let beat = to.rounded(.down)
      guard beat > from.rounded(.down) else { continue }
      let share = Float((beat - from) / (to - from))
      sum += (1 - share) * sure(one.odds.beat) + share * sure(next.odds.beat)
    }
    return sum / Float(max(1, words.count))
  }

  private static func sure(_ odds: Float) -> Float { min(surest, max(-surest, odds)) }
}
