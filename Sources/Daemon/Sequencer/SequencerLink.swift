import Realtime

/// The way from the sequencer's thread to whichever audio thread there is.
final class SequencerLink: Sendable {
  /// The sequencer's thread pushes, the audio thread pops.
  let messages = Ring<SequencerMessage>(minimumCapacity: 1024)

  @_noLocks
  func take() -> SequencerMessage? { messages.pop() }
}
