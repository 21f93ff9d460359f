import Graph

/// A message that went out, as the recorder gets it.
struct RecordedMessage: BitwiseCopyable {
  /// The engine's frame at which it went out.
  let frame: Int64

  /// JACK's handle of the port, which names it.
  let handle: UnsafeMutableRawPointer?
  let event: MIDIEvent

  @_noLocks
  init(frame: Int64, handle: UnsafeMutableRawPointer?, event: MIDIEvent) {
    self.frame = frame
    self.handle = handle
    self.event = event
  }
}
