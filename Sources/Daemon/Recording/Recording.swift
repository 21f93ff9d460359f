import Graph
import Synchronization

/// What crosses from the audio thread to whoever records or hears what is played.
final class Recording: Sendable {
  /// Left and right in turn.
  let samples: SampleRing
  let messages = Ring<RecordedMessage>(minimumCapacity: 16384)

  /// Blocks of sound that found no room.
  let lostBlocks = Atomic(0)

  /// Messages that found none.
  let lostMessages = Atomic(0)

  /// Whether the player's own sound is added to the band's.
  let addsInput = Atomic(true)

  init(takesSound: Bool) { samples = SampleRing(minimumCapacity: takesSound ? 1 << 20 : 2) }

  @_noLocks
  func push(_ block: borrowing Signal) {
    if !samples.push(block) { _ = lostBlocks.wrappingAdd(1, ordering: .relaxed) }
  }

  @_noLocks
  func push(_ message: RecordedMessage) {
    if !messages.push(message) { _ = lostMessages.wrappingAdd(1, ordering: .relaxed) }
  }

  var addsInputNow: Bool { @_noLocks get { addsInput.load(ordering: .relaxed) } }
}
