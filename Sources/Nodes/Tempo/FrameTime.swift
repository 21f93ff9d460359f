/// Finds out when frames fall on the clock of the machine, from the times at which cycles begin.
///
/// A cycle may begin late, and never begins early: the earliest of late is the truth, let go of as slowly as
/// two clocks drift apart. It counts for as long as it takes to tell lateness from sound that stood still,
/// after which no cycle is as early as before. Times are in nanoseconds.
struct FrameTime: BitwiseCopyable {
  /// By how much a sound card's clock may be off, as a share: twice what cards are off.
  private static var drift: Double { 0.0002 }

  /// What nobody is late by, so that the frames have been counted anew or the sound has stood still.
  private static var patience: Double { 50e6 }

  /// How long all cycles would have to be late for that to be taken for sound that stood still.
  private static var memory: Double { 1e9 }

  private let nanosecondsPerFrame: Double

  /// When frame 0 falls, by the earliest cycle of the span that runs, and by that of the one before.
  private var origin: Double = .infinity
  private var formerOrigin: Double = .infinity

  /// How much of the span is left.
  private var rest = Self.memory
  private var lastFrameCount = 0

  @_noLocks
  init(sampleRate: Double) { nanosecondsPerFrame = 1e9 / sampleRate }

  /// When `frame` falls, the first of a cycle of `frameCount` frames that is worked on at `now`.
  ///
  /// A block that is cut into parts is worked on at one moment, and tells nothing.
  @_noLocks
  mutating func time(of frame: Int64, frameCount: Int, now: Int64) -> Double {
    let distance = Double(frame) * nanosecondsPerFrame
    let isWhole = frameCount == lastFrameCount
    lastFrameCount = frameCount
    if isWhole || earliest == .infinity {
      note(Double(now) - distance, duration: Double(frameCount) * nanosecondsPerFrame)
    }
    return earliest + distance
  }

  private var earliest: Double { @_noLocks get { min(origin, formerOrigin) } }

  /// Takes in that frame 0 seems to have fallen at `seen`, by a cycle that lasts so long.
  @_noLocks
  private mutating func note(_ seen: Double, duration: Double) {
    origin += Self.drift * duration
    formerOrigin += Self.drift * duration
    if seen - earliest > Self.patience {
      origin = seen
      formerOrigin = .infinity
      rest = Self.memory
      return
    }
    origin = min(origin, seen)
    rest -= duration
    guard rest <= 0 else { return }
    rest = Self.memory
    formerOrigin = origin
    origin = .infinity
  }
}
