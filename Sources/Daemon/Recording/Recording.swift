import Graph
import Synchronization

/// What crosses from the audio thread to the recorders.
final class Recording: Sendable {
  /// Left and right in turn.
  let samples: SampleRing
  let messages: Ring<RecordedMessage>

  /// Blocks and messages that found no room.
  let dropped = Atomic(0)

  /// Whether the player's own sound is added to the band's.
  let addsInput = Atomic(true)

  init(takesSound: Bool, takesMIDI: Bool) {
    samples = SampleRing(minimumCapacity: takesSound ? 1 << 20 : 2)
    messages = Ring(minimumCapacity: takesMIDI ? 16384 : 2)
  }

  @_noLocks
  func push(_ block: borrowing Signal) {
    if !samples.push(block) { _ = dropped.wrappingAdd(1, ordering: .relaxed) }
  }

  @_noLocks
  func push(_ message: RecordedMessage) {
    if !messages.push(message) { _ = dropped.wrappingAdd(1, ordering: .relaxed) }
  }

  var addsInputNow: Bool { @_noLocks get { addsInput.load(ordering: .relaxed) } }
}
