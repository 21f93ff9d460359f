private import Synchronization

/// What becomes of cycles that took more than they may.
extension CostLedger {
  /// The most late cycles that are remembered.
  package static let recordLimit = 64

  /// Seconds within which a foreign node may miss a few deadlines.
  private static let patience = 2.0

  /// Finds out whether a cycle took more than it may, and if so, whose doing it was.
  func judge(_ row: StampRow, _ timetable: Timetable) {
    guard row.isUrgent else { return }
    let duration = clock.nanoseconds(from: row.beginning, to: row.end)
    let period = Int(nanosecondsPerFrame * Double(row.frameCount))
    let allowed = Int(Double(period) * min(1, budget))
    counts.cycles += 1
    guard duration > allowed else { return }
    let culprit = Culprit(row, timetable, engineCost: engineCost.recent, clock)
    let isInterruption = duration > processorLimit
    let record = LateRecord(
      frame: row.frame, duration: duration, period: period, budget: allowed,
      partCount: row.partCount, nodes: culprit.nodes.map(\.id), cost: culprit.cost,
      usual: culprit.usual,
      shedCount: row.shedCount, isInterruption: isInterruption, disturbance: disturbance)
    if !isInterruption {
      counts.excessive += 1
      counts.missed += record.isMissed ? 1 : 0
      for node in culprit.nodes { node.lateCount += 1 }
      if record.isMissed, culprit.nodes.count == 1 { warn(culprit.nodes[0], frame: row.frame) }
    }
    lateCount += 1
    records = records.suffix(Self.recordLimit - 1) + [record]
    unseen = unseen.suffix(Self.recordLimit - 1) + [record]
  }

  /// Takes a foreign node out of the way that has made too many cycles late in a short time.
  private func warn(_ node: NodeCost, frame: Int64) {
    guard node.isForeign, !node.isBypassed else { return }
    if node.missesDeadline(at: frame, within: Int64(Self.patience * sampleRate)) {
      node.isBypassed = true
      latecomers.append(node)
    }
  }

  /// Returns the nodes that were taken out of the way since the last call.
  func takeLatecomers() -> [NodeCost] {
    defer { latecomers = [] }
    return latecomers
  }

  /// Lets the user know that `node` was taken out of the way for good.
  func announceBypass(of node: String) { unseenBypasses.append(node) }

  /// Returns the ids of the nodes that the user is to know of since the last call.
  package func takeBypasses() -> [String] {
    defer { unseenBypasses = [] }
    return unseenBypasses
  }

  /// Returns the late cycles found since the last call, oldest first.
  package func takeRecords() -> [LateRecord] {
    defer { unseen = [] }
    return unseen
  }

  /// Forgets all late cycles; the nodes' own figures are theirs to reset.
  func reset() {
    records = []
    unseen = []
    lateCount = 0
    cycleCount = 0
    shared.stamps.lostRows.store(0, ordering: .relaxed)
  }
}
