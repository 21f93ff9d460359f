/// How much of what was lately heard is of one kind, the newest counting most.
struct FadingShare {
  private let kept: Float
  private var part: Float = 0
  private var whole: Float = 0

  /// Creates a share of which each amount counts `kept` as much when the next one is heard.
  init(kept: Float) { self.kept = kept }

  /// Hears an amount that is of that kind, or is not.
  mutating func hear(_ amount: Float, isPart: Bool) {
    part = kept * part + (isPart ? amount : 0)
    whole = kept * whole + amount
  }

  /// Whether it is as much as `share` of all.
  func reaches(_ share: Float) -> Bool { part >= share * whole }
}
