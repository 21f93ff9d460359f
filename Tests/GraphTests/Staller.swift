import CRealtime
import Glibc
import Graph
import Synchronization

/// Adds one, after a while; on a helper's thread not before the gate is open, and late by its clock.
struct Staller: Node, ~Copyable {
  /// Where helpers wait: the thread that may pass is the one that shut it.
  final class Gate: @unchecked Sendable {
    static let shared = Gate()
    private let isShut = Atomic(false)
    private let waiting = Atomic(0)
    private let owner = UnsafeMutablePointer<pthread_t>.allocate(capacity: 1)

    /// Whether a helper waits.
    var hasCaught: Bool { waiting.load(ordering: .acquiring) > 0 }

    func shut() {
      owner.initialize(to: pthread_self())
      isShut.store(true, ordering: .releasing)
    }

    func open() { isShut.store(false, ordering: .releasing) }

    fileprivate func pass(_ clock: TickClock) {
      guard isShut.load(ordering: .acquiring), pthread_equal(owner.pointee, pthread_self()) == 0
      else { return }
      _ = waiting.wrappingAdd(1, ordering: .acquiringAndReleasing)
      while isShut.load(ordering: .acquiring) {
        clock.spend(1000)
        realtime_pause()
      }
      _ = waiting.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    }
  }

  static let declaration = NodeDeclaration(
    kind: "staller", family: "test", doc: "Adds one, and lets helpers wait.",
    inputs: [.audio("in", "Any signal.")], outputs: [.audio("out", "One more.")])

  private let clock: TickClock

  init(_ context: NodeContext) throws(NodeError) { clock = context.environment.clock ?? .shared }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    let end = realtime_nanoseconds() + 100_000
    while realtime_nanoseconds() < end {}
    Self.wait(clock)
    let input = cycle.input(0)
    var output = cycle.output(0)
    for frame in output.indices { output[frame] = input[frame] + 1 }
  }

  /// A test's own doing, which nothing vouches for.
  @_semantics("no_performance_analysis")
  private static func wait(_ clock: TickClock) { Gate.shared.pass(clock) }
}
