/// Finds out when frames fall on the clock of the machine, from the times at which cycles begin.
///
/// A cycle may begin late, and never begins early: the earliest of all is the truth, let go of as slowly as
/// two clocks drift apart. Times are in nanoseconds.
struct FrameTime: BitwiseCopyable {
  /// By how much a sound card's clock may be off, as a share: twice what cards are off.
  private static var drift: Double { 0.0002 }

  /// What nobody is late by, so that the frames have been counted anew or the sound has stood still.
  private static var patience: Double { 50e6 }

  private let nanosecondsPerFrame: Double

  /// When frame 0 falls.
  private var origin: Double = .infinity
  private var lastFrameCount = 0

  @_noLocks
  init(sampleRate: Double) { nanosecondsPerFrame = 1e9 / sampleRate }

  /// When `frame` falls, the first of a cycle of `frameCount` frames that is worked on at `now`.
  ///
  /// A block that is cut into parts is worked on at one moment, and tells nothing.
  @_noLocks
  mutating func time(of frame: Int64, frameCount: Int, now: Int64) -> Double {
    let distance = Double(frame) * nanosecondsPerFrame
    let seen = Double(now) - distance
    let isWhole = frameCount == lastFrameCount
    lastFrameCount = frameCount
    if isWhole || origin == .infinity {
      origin += Self.drift * Double(frameCount) * nanosecondsPerFrame
      if seen < origin || seen - origin > Self.patience { origin = seen }
    }
    return origin + distance
  }
}
