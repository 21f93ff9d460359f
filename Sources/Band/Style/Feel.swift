/// How a player of the band departs from the grid, and how loud he is.
package struct Feel: Hashable, Sendable {
  /// Milliseconds behind the beat, negative for ahead of it.
  package var late: Double

  /// The largest error of timing, in milliseconds.
  package var loose: Double

  /// The largest error of velocity.
  package var velocity: Double

  /// What all velocities are multiplied by.
  package var level: Double

  package init(late: Double, loose: Double, velocity: Double, level: Double) {
    self.late = late
    self.loose = loose
    self.velocity = velocity
    self.level = level
  }

  /// What parts do of which a style says nothing: on the grid, but for what hands do.
  package static let neutral = Feel(late: 0, loose: 4, velocity: 5, level: 1)
}
