internal import Synchronization

/// What is said of the beat beside what is heard, each a ``Pulse`` as one word, where all threads can read it.
final class PulseBoard: Sendable {
  private let written: Atomic<UInt64>
  private let given = Atomic<UInt64>(0)

  init(chart: UInt64) { written = Atomic(chart) }

  /// What the chart says; the control thread writes it.
  var chart: UInt64 {
    @_noLocks get { written.load(ordering: .relaxed) }
    set { written.store(newValue, ordering: .relaxed) }
  }

  /// What the tracker was told last, so that one made anew after a gap can be told it, too; the audio
  /// thread writes it.
  var told: UInt64 {
    @_noLocks get { given.load(ordering: .relaxed) }
    @_noLocks set { given.store(newValue, ordering: .relaxed) }
  }
}
