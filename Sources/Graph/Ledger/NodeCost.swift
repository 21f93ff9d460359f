internal import Synchronization

/// What a node has cost so far, cycle by cycle; belongs to the control thread.
package final class NodeCost {
  /// Missed deadlines within a short time that take a foreign node out of the way.
  private static let missLimit = 5

  /// Seconds until a node that does not run is expected to cost much less than it did.
  private static let oblivion = 2.0

  package internal(set) var id: String
  package let kind: String

  /// What nodes that do the same work have in common: their kind, and for foreign ones their settings,
  /// which say whose code it is.
  let species: String

  /// Whether the code is not ours.
  let isForeign: Bool

  /// Read by the audio thread.
  let bypass: UnsafeMutablePointer<Atomic<Bool>>
  private var misses: [Int64] = []

  /// Cycles in which the node was timed alone.
  package private(set) var count = 0

  /// In nanoseconds a cycle, as are the others.
  package private(set) var minimum = 0
  package private(set) var maximum = 0
  private var total = 0
  package private(set) var histogram = CostHistogram()

  /// In nanoseconds a frame, whatever the cycle's length; no reset forgets it.
  private var usual = UsualCost()

  /// The average of late, in nanoseconds a frame.
  package var recent: Double { usual.recent }

  /// What the node took when it was tried before it was heard, in nanoseconds a frame; `nil` where it was
  /// not.
  var rehearsed: Double?

  /// What to be prepared for, in nanoseconds a frame.
  var expected: Double { usual.expected }

  /// Late cycles in which this node was the one that took too long.
  package internal(set) var lateCount = 0

  init(_ node: PatchNode, isForeign: Bool) {
    id = node.id
    kind = node.kind
    species = Self.species(node, isForeign: isForeign)
    self.isForeign = isForeign
    bypass = .allocate(capacity: 1)
    bypass.initialize(to: Atomic(false))
  }

  private static func species(_ node: PatchNode, isForeign: Bool) -> String {
    guard isForeign else { return node.kind }
    let settings = node.settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.list)" }
    return node.kind + " " + settings.joined(separator: " ")
  }

  deinit { bypass.deallocate() }

  /// Whether the node is passed by, because it was late again and again.
  package internal(set) var isBypassed: Bool {
    get { bypass.pointee.load(ordering: .relaxed) }
    set { bypass.pointee.store(newValue, ordering: .relaxed) }
  }

  /// Takes note of a deadline missed in the cycle at `frame`, and returns whether there were too many
  /// within `window` frames.
  func missesDeadline(at frame: Int64, within window: Int64) -> Bool {
    misses = misses.filter { $0 > frame - window } + [frame]
    return misses.count >= Self.missLimit
  }

  /// What a cycle has cost on average, in nanoseconds; 0 before the first.
  package var mean: Double { count == 0 ? 0 : Double(total) / Double(count) }

  /// Counts a cycle of `frameCount` frames in which the node took `nanoseconds`.
  func record(_ nanoseconds: Int, frameCount: Int) {
    minimum = count == 0 ? nanoseconds : min(minimum, nanoseconds)
    maximum = max(maximum, nanoseconds)
    total += nanoseconds
    count += 1
    histogram.record(nanoseconds)
    usual.record(Double(nanoseconds) / Double(max(1, frameCount)))
  }

  /// Expects less of a node that has not run for `share` of a second, so that it is tried again.
  func decay(share: Double) { usual.decay(share: share / Self.oblivion) }

  /// Forgets everything but what the node costs of late, which plans are made by; a node that was taken
  /// out of the way gets another chance.
  func reset() {
    (count, minimum, maximum, total, lateCount) = (0, 0, 0, 0, 0)
    histogram = CostHistogram()
    misses = []
    isBypassed = false
  }
}
