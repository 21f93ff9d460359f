private import Synchronization

/// By how much a node is late, as it says itself.
package final class LatencyReport: Sendable {
  private let total = Atomic(0)

  init() {}

  /// Frames between what comes in and what it becomes, going out; the node may set them at any time.
  package var frames: Int {
    @_noLocks get { total.load(ordering: .relaxed) }
  }

  /// Says that the node is `frames` late from now on; on any thread.
  @_noLocks
  package func set(_ frames: Int) { total.store(frames, ordering: .relaxed) }
}
