/// A note that a ``Player`` is to start, or to end.
struct PlannedNote: BitwiseCopyable {
  /// The output that it goes to.
  let part: Int8
  var key: UInt8
  let velocity: UInt8

  /// In beats of the musical clock.
  let start: Double
  let end: Double

  @_noLocks
  init(_ action: PlayerAction) {
    part = action.part
    key = action.key
    velocity = action.velocity
    start = action.beat
    end = action.beat + action.duration
  }
}
