/// What the band is doing.
package enum BandState: Int, Sendable, BitwiseCopyable {
  /// Silent, listening for the player.
  case waiting

  /// About to enter on a downbeat that is known.
  case countingIn

  case playing

  /// Playing, or letting ring, its last chord.
  case ending
}
