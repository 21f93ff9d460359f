/// How hard, how surely and in which way a drum or a chord is struck.
package struct Stroke: Hashable, Sendable {
  /// MIDI velocity, 1 to 127.
  package var velocity: Int

  /// How often it is played, 0 to 1.
  package var chance: Double

  /// Whether it takes the chord that comes next, ahead of its beat.
  package var isPush: Bool

  package init(velocity: Int, chance: Double, isPush: Bool) {
    self.velocity = velocity
    self.chance = chance
    self.isPush = isPush
  }
}

extension [Pattern<Stroke>] {
  /// The velocity of the strongest stroke; `nil` where there is none.
  var loudest: Int? { flatMap(\.steps).map(\.event.velocity).max() }
}
