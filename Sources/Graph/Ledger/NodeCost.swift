/// What a node has cost so far, cycle by cycle; belongs to the control thread.
package final class NodeCost {
  /// How much of ``recent`` is the latest cost.
  private static let weight = 1.0 / 64

  package let id: String
  package let kind: String

  /// Cycles in which the node was timed alone.
  package private(set) var count = 0

  /// In nanoseconds a cycle, as are the others.
  package private(set) var minimum = 0
  package private(set) var maximum = 0
  private var total = 0
  package private(set) var histogram = CostHistogram()

  /// The average of late, in nanoseconds a frame, whatever the cycle's length.
  package private(set) var recent = 0.0

  /// Late cycles in which this node was the one that took too long.
  package internal(set) var lateCount = 0

  init(id: String, kind: String) {
    self.id = id
    self.kind = kind
  }

  package var mean: Double { count == 0 ? 0 : Double(total) / Double(count) }

  /// Counts a cycle of `frameCount` frames in which the node took `nanoseconds`.
  func record(_ nanoseconds: Int, frameCount: Int) {
    minimum = count == 0 ? nanoseconds : min(minimum, nanoseconds)
    maximum = max(maximum, nanoseconds)
    total += nanoseconds
    count += 1
    histogram.record(nanoseconds)
    let cost = Double(nanoseconds) / Double(max(1, frameCount))
    recent += (cost - recent) * max(Self.weight, 1 / Double(count))
  }

  /// Forgets everything but what the node costs of late, which plans are made by.
  func reset() {
    (count, minimum, maximum, total, lateCount) = (0, 0, 0, 0, 0)
    histogram = CostHistogram()
  }
}
