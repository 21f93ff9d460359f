import Graph
import Realtime
internal import Synchronization

/// The sound of a web socket on its way to the audio thread, and what becomes of it there.
///
/// A worker puts samples in, and the audio thread takes them out; what is counted, any thread may read.
final class WebStream: Sendable {
  private let ring: SampleRing
  private let open = Atomic(false)
  private let missing = Atomic(0)
  private let leftOut = Atomic(0)
  private let start = Atomic<Int64>(0)
  private let taken = Atomic<Int64>(0)

  /// Holds at least `capacity` samples.
  init(capacity: Int) { ring = SampleRing(minimumCapacity: capacity) }

  /// Whether more is to come.
  var isOpen: Bool {
    @_noLocks get { open.load(ordering: .acquiring) }
    set { open.store(newValue, ordering: .releasing) }
  }

  /// Samples that can be taken.
  var count: Int { @_noLocks get { ring.count } }

  /// How often there was nothing to play.
  var underrunCount: Int { @_noLocks get { missing.load(ordering: .relaxed) } }

  /// Samples that were left out.
  var overrunCount: Int { @_noLocks get { leftOut.load(ordering: .relaxed) } }

  /// Samples that were played or left out, and the engine's frame at which the first of all would have been
  /// played if all had come since without a gap.
  var consumed: Int64 { taken.load(ordering: .relaxed) }
  var origin: Int64 { start.load(ordering: .relaxed) }

  /// Puts samples in, or counts them as left out where there is no room.
  func push(_ samples: borrowing Signal) {
    if !ring.push(samples) { noteOverrun(samples.count) }
  }

  /// Moves up to `maximum` samples to `destination` and returns how many.
  @_noLocks
  func pop(into destination: UnsafeMutablePointer<Float>, maximum: Int) -> Int {
    ring.pop(into: destination, maximum: maximum)
  }

  /// Leaves out the oldest `count` samples.
  @_noLocks
  func skip(_ count: Int) {
    ring.discard(count)
    noteOverrun(count)
  }

  @_noLocks
  func noteUnderrun() { _ = missing.wrappingAdd(1, ordering: .relaxed) }

  @_noLocks
  func noteOverrun(_ count: Int) { _ = leftOut.wrappingAdd(count, ordering: .relaxed) }

  @_noLocks
  func note(origin: Int64, consumed count: Int64) {
    start.store(origin, ordering: .relaxed)
    taken.store(count, ordering: .relaxed)
  }
}
