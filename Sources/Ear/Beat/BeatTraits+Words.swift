import Glibc

/// How well a way to hear the beat goes with what the network said.
extension BeatTraits {
  /// The logarithm of odds beyond which the network is no surer.
  private static let surest: Float = 4
  /// The looks that are late ones: four seconds.
  private static let late = 86
  /// The looks before a beat, and after it, that can speak for it.
  private static let near = 2

  /// What the network's words speak for beats where `sense` has them, and nowhere else: the
  /// logarithm of their odds, a look, over all that is kept and of late.
  mutating func addWords(_ words: [BeatTrail.Word], _ sense: BeatSense) {
    values.append(Self.favour(words[...], sense))
    values.append(Self.favour(words.suffix(Self.late), sense))
  }

  /// How likely the network finds the beats of `sense`, on average, 0 to 1; `nil` where it said too little.
  static func likelihood(of sense: BeatSense, in words: [BeatTrail.Word]) -> Float? {
    guard words.count > 2 * near else { return nil }
    var sum: Float = 0
    var count: Float = 0
    for index in near...words.count - near {
      let places = (sense.place(words[index - 1].place), sense.place(words[index].place))
      guard places.1.rounded(.down) > places.0.rounded(.down) else { continue }
      let around = words[index - near..<index + near]
      sum += min(1, around.reduce(0) { $0 + $1.odds.beatChance })
      count += 1
    }
    return count > 2 ? sum / count : nil
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
