/// A cycle that took longer than its period by the clock.
struct LateCycle: BitwiseCopyable {
  /// How long it took.
  let nanoseconds: Int
  let period: Int

  @_noLocks
  init(nanoseconds: Int, period: Int) {
    self.nanoseconds = nanoseconds
    self.period = period
  }
}
