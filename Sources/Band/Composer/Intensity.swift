import Glibc

/// How much the player plays against how much he did until now, as steps up or down, bar by bar.
///
/// Onsets a beat and their strength count. A step is made where two bars in a row ask for it and taken
/// back where two do not, so that one loud bar changes nothing.
struct Intensity: Sendable {
  /// How many bars in a row have to ask for another level.
  private static let patience = 2

  /// How much more or less it takes for a step, in octaves of loudness and of density together: half as many strokes
  /// again, or as loud again by half.
  private static let step = 0.58

  /// How many bars are averaged to tell what is usual.
  private static let beginning = 4

  /// The level that is played, -1 to 2; 0 is what the player began with.
  private(set) var level = 0

  private var usualRate = 0.0
  private var barCount = 0

  /// How many bars in a row asked for the same other level, and which.
  private var asked = (level: 0, count: 0)

  /// Takes in a bar: how many onsets a beat, and how loud against the player's average.
  mutating func hear(rate: Double, loudness: Double) {
    barCount += 1
    guard barCount > 2, usualRate > 0 else {
      usualRate = barCount == 1 ? rate : max(usualRate, rate)
      return
    }
    let busyness = log2(max(rate, 0.1) / usualRate)
    let force = log2(max(loudness, 0.1))
    let wanted = Int(min(2, max(-1, (busyness + force) / Self.step)))
    let weight = barCount <= Self.beginning ? 1 / Double(barCount) : 0.03
    usualRate += weight * (min(rate, 3 * usualRate) - usualRate)
    asked = wanted == asked.level ? (wanted, asked.count + 1) : (wanted, 1)
    if asked.count >= Self.patience { level = wanted }
  }
}
