/// Where in a chart the player is, as far as is known.
package struct ChartPlace: Hashable, Sendable {
  /// The bar, from 0, and how many there are.
  package var bar: Int
  package var barCount: Int

  /// The section that the bar is in, from 0.
  package var section: Int

  /// 0 to 1.
  package var probability: Double
}
