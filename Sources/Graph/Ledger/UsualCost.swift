/// What something costs of late, which one long pause of the system's hardly changes.
struct UsualCost {
  /// How much of ``recent`` is the latest cost.
  private static let weight = 1.0 / 64

  /// The same of ``expected`` where the latest cost is above it.
  private static let alarm = 1.0 / 4

  /// Costs until the averages are good for anything.
  private static let settlingCount = 8

  /// Costs that the averages have seen.
  private var experience = 0

  /// The average of late.
  private(set) var recent = 0.0

  /// What to be prepared for: rises fast and falls slowly.
  private(set) var expected = 0.0

  mutating func record(_ cost: Double) {
    experience += 1
    let first = 1 / Double(experience)
    recent += (limited(cost, by: recent) - recent) * max(Self.weight, first)
    let weight = cost > expected ? Self.alarm : Self.weight
    expected += (limited(cost, by: expected) - expected) * max(weight, first)
  }

  /// Expects less by a `share` of what was expected.
  mutating func decay(share: Double) { expected *= max(0, 1 - share) }

  /// A cost that counts for no more than twice `average`: the system may let somebody else run for many
  /// times as long as a node takes, and what grows in earnest gets there within a few cycles more.
  private func limited(_ cost: Double, by average: Double) -> Double {
    experience < Self.settlingCount ? cost : min(cost, 2 * average + 10)
  }
}
