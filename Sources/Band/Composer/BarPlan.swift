/// What the band does in one bar.
struct BarPlan: Hashable, Sendable {
  var section: Section

  /// The main section that was chosen for it; `nil` where the player's intensity chose.
  var choice: Int?

  /// The bar's number in its section, from 0.
  var bar: Int

  /// Whether the drums play a fill, and that of which phrase.
  var fill: Int?

  /// Whether the drums add what lands a fill.
  var isLanding: Bool

  /// Whether it is played with fewer notes than written.
  var isThin: Bool

  /// What was asked for and comes with it.
  var request: Conductor.Request?
}
