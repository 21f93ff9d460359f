import Graph

/// A message from the sequencer, on its way to the audio thread.
struct SequencerMessage: BitwiseCopyable {
  /// JACK's handle of the port beside whose messages it is to be heard.
  let handle: UnsafeMutableRawPointer

  /// When it came, on the monotonic clock.
  let nanoseconds: Int64
  let event: MIDIEvent

  /// Where in a cycle it is placed that begins at `start` and has `frameCount` frames: as far from its start as
  /// it came after the start of the cycle before, so that all are late by the same time.
  @_noLocks
  func offset(start: Int64, nanosecondsPerFrame: Double, frameCount: Int) -> Int32 {
    let offset = frameCount + Int(Double(nanoseconds - start) / nanosecondsPerFrame)
    return Int32(truncatingIfNeeded: max(0, min(offset, frameCount - 1)))
  }
}
