/// What is the same for all steps of one part of a cycle.
struct SchedulePass: BitwiseCopyable {
  let frameCount: Int

  /// How far the change of graph has come at the first frame, 0 to 1, and by how much a frame.
  let fade: Float
  let step: Float

  /// Whether this is the first part that the schedule runs.
  let isFirst: Bool

  /// The bit of the steps to be timed.
  let phase: UInt8

  /// Whether what leaves by outputs is measured.
  let isMeasured: Bool

  @_noLocks
  init(
    frameCount: Int, fade: Float, step: Float, isFirst: Bool, phase: UInt8, isMeasured: Bool
  ) {
    self.frameCount = frameCount
    self.fade = fade
    self.step = step
    self.isFirst = isFirst
    self.phase = phase
    self.isMeasured = isMeasured
  }
}
