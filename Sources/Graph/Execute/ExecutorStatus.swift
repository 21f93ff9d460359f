/// What the audio thread last said of itself.
package struct ExecutorStatus: Sendable, BitwiseCopyable {
  /// The absolute frame of the next cycle, and the monotonic time in nanoseconds when it was known.
  package var frame: Int64 = 0
  package var nanoseconds: Int64 = 0
  package var transport = Transport()
  package var cycles: Int64 = 0

  /// Whether the running schedule has finished its crossfade.
  package var isFaded = true

  /// Counts the schedules that were taken up.
  package var generation = 0

  /// How many nodes of the patch's list are left out, and in how many cycles any were.
  package var shedCount = 0
  package var shedCycles: Int64 = 0

  @_noLocks
  init() {}
}
