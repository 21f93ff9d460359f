private import Synchronization

/// Analysers that are late tell nobody themselves.
extension Engine {
  /// Adds what the analysers of all nodes have missed since the last time to ``loss``.
  func countLoss() {
    for node in living.values {
      for member in node.analyses {
        loss.events += Int64(member.link.lateEvents.exchange(0, ordering: .relaxed))
      }
      for case let group? in node.groups {
        loss.frames += Int64(group.source.lostFrames.exchange(0, ordering: .relaxed))
      }
    }
  }
}
