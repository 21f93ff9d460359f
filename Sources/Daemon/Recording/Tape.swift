/// A recording that takes the player's place; the memory belongs to the ``InputFile`` it is of.
struct Tape: BitwiseCopyable {
  /// One pointer for each channel, then one for the mix of all; silence follows the last sample.
  private let channels: UnsafeMutablePointer<UnsafeMutablePointer<Float>>?
  private let channelCount: Int

  /// The length in frames, without the silence at the end.
  private let frameCount: Int

  /// Whether it begins again at its end.
  private let loops: Bool
  private var position: Int

  /// A recording in memory, with a block of silence behind it, played from `position` on.
  init(
    channels: UnsafeMutablePointer<UnsafeMutablePointer<Float>>, channelCount: Int, frameCount: Int,
    position: Int, loops: Bool
  ) {
    self.channels = channels
    self.channelCount = channelCount
    self.frameCount = frameCount
    self.loops = loops && frameCount > 0
    self.position = self.loops ? position % frameCount : min(frameCount, position)
  }

  /// No recording: the player plays.
  init() {
    channels = nil
    channelCount = 0
    frameCount = 0
    loops = false
    position = 0
  }

  /// The samples of this block for one of `count` inputs: the mix for a single one, else a channel
  /// each; `nil` without a recording.
  @_noLocks
  func samples(channel: Int, of count: Int) -> UnsafeMutablePointer<Float>? {
    guard let channels else { return nil }
    let index = count == 1 || channel >= channelCount ? channelCount : channel
    return channels[index] + position
  }

  /// Moves on by a block; a loop begins again with a block of its own, so that its first note is
  /// whole.
  @_noLocks
  mutating func advance(_ count: Int) {
    position = min(frameCount, position + count)
    if loops, position == frameCount { position = 0 }
  }
}
