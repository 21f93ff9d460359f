public import Synchronization

/// A bounded queue from one producing thread to one consuming thread.
///
/// Neither end ever locks, allocates or retries. Unchecked because each of the two counters has one
/// writing thread, and a slot is handed over by the release and acquire of them.
public struct Ring<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  /// The number of elements the ring can hold, a power of two.
  public let capacity: Int

  @usableFromInline let slots: UnsafeMutablePointer<Element>

  /// How many elements were ever pushed; only the producer writes it.
  @usableFromInline let pushed = Atomic(0)

  /// How many elements were ever popped; only the consumer writes it.
  @usableFromInline let popped = Atomic(0)

  /// Creates an empty ring for at least `minimumCapacity` elements.
  public init(minimumCapacity: Int) {
    var capacity = 1
    while capacity < minimumCapacity { capacity *= 2 }
    self.capacity = capacity
    slots = .allocated(touching: capacity)
  }

  deinit { slots.deallocate() }

  /// Appends `element`, or returns `false` if the ring is full.
  @inlinable
  public func push(_ element: Element) -> Bool {
    let end = pushed.load(ordering: .relaxed)
    guard end &- popped.load(ordering: .acquiring) < capacity else { return false }
    (slots + (end & (capacity - 1))).initialize(to: element)
    pushed.store(end &+ 1, ordering: .releasing)
    return true
  }

  /// Removes and returns the oldest element, or returns `nil` if the ring is empty.
  @inlinable
  public func pop() -> Element? {
    let start = popped.load(ordering: .relaxed)
    guard start != pushed.load(ordering: .acquiring) else { return nil }
    let element = slots[start & (capacity - 1)]
    popped.store(start &+ 1, ordering: .releasing)
    return element
  }

  /// Returns the oldest element without removing it, or `nil` if the ring is empty.
  @inlinable
  public func peek() -> Element? {
    let start = popped.load(ordering: .relaxed)
    guard start != pushed.load(ordering: .acquiring) else { return nil }
    return slots[start & (capacity - 1)]
  }

  /// How many elements wait; exact only on the consumer's thread.
  @inlinable
  public var count: Int {
    pushed.load(ordering: .acquiring) &- popped.load(ordering: .relaxed)
  }
}
