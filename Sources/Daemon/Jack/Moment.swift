/// When a frame was due: what ties musical time to the clock on the wall.
struct Moment: BitwiseCopyable {
  /// The engine's frame at the start of a cycle.
  let frame: Int64

  /// The monotonic time, in nanoseconds, at which JACK's clock puts that start.
  let nanoseconds: Int64
  let nanosecondsPerFrame: Double

  @_noLocks
  init(frame: Int64, nanoseconds: Int64, nanosecondsPerFrame: Double) {
    self.frame = frame
    self.nanoseconds = nanoseconds
    self.nanosecondsPerFrame = nanosecondsPerFrame
  }

  /// The frame that is due at `nanoseconds`.
  func frame(at nanoseconds: Int64) -> Int64 {
    frame + Int64(Double(nanoseconds - self.nanoseconds) / nanosecondsPerFrame)
  }
}
