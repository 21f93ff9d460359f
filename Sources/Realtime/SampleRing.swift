private import Synchronization

/// A bounded queue of samples from one producing thread to one consuming thread, moved in blocks.
///
/// Neither end ever locks, allocates or retries. Unchecked because each of the two counters has one
/// writing thread, and samples are handed over by the release and acquire of them.
public struct SampleRing: ~Copyable, @unchecked Sendable {
  /// The number of samples the ring can hold, a power of two.
  public let capacity: Int

  private let slots: UnsafeMutablePointer<Float>

  /// How many samples were ever pushed; only the producer writes it.
  private let pushed = Atomic(0)

  /// How many samples were ever popped; only the consumer writes it.
  private let popped = Atomic(0)

  /// Creates an empty ring for at least `minimumCapacity` samples.
  public init(minimumCapacity: Int) {
    var capacity = 1
    while capacity < minimumCapacity { capacity *= 2 }
    self.capacity = capacity
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: 0, count: capacity)
  }

  deinit { slots.deallocate() }

  /// Appends all of `samples`, or none of them and returns `false` if they do not fit.
  @_noLocks
  public func push(_ samples: borrowing Signal) -> Bool {
    let end = pushed.load(ordering: .relaxed)
    let count = samples.count
    guard end &+ count &- popped.load(ordering: .acquiring) <= capacity else { return false }
    for index in 0..<count { slots[(end &+ index) & (capacity - 1)] = samples[index] }
    pushed.store(end &+ count, ordering: .releasing)
    return true
  }

  /// How many samples can be popped; the consumer's, or a guess of any other thread.
  public var count: Int {
    @_noLocks get {
      pushed.load(ordering: .acquiring) &- popped.load(ordering: .relaxed)
    }
  }

  /// Drops the oldest `count` samples, of which there must be as many.
  @_noLocks
  public func discard(_ count: Int) {
    popped.store(popped.load(ordering: .relaxed) &+ count, ordering: .releasing)
  }

  /// Moves up to `maximum` samples to `destination` and returns how many.
  @_noLocks
  public func pop(into destination: UnsafeMutablePointer<Float>, maximum: Int) -> Int {
    let start = popped.load(ordering: .relaxed)
    let count = min(maximum, pushed.load(ordering: .acquiring) &- start)
    for index in 0..<count { destination[index] = slots[(start &+ index) & (capacity - 1)] }
    popped.store(start &+ count, ordering: .releasing)
    return count
  }
}
