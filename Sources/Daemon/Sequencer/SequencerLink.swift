import Realtime

/// The way from the sequencer's thread to whichever audio thread there is.
final class SequencerLink: Sendable {
  /// The sequencer's thread pushes, the audio thread pops.
  let messages = Ring<SequencerMessage>(minimumCapacity: 1024)

  /// How many messages there is room for, at least, on the sequencer's thread.
  var room: Int { messages.capacity - messages.count }

  @_noLocks
  func take() -> SequencerMessage? { messages.pop() }
}
