/// A section of a groove.
package enum Section: Hashable, Sendable {
  /// What the band begins with by itself.
  case intro

  /// One of the main sections: 0 for A.
  case main(Int)

  /// A bar in which the band makes room.
  case breakdown

  /// What leads to the last chord.
  case ending
}
