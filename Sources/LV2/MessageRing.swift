private import Synchronization

/// A bounded queue of messages of bytes, from one producing thread to one consuming thread.
///
/// Neither end ever locks, allocates or retries. Unchecked because each of the two counters has one
/// writing thread, and bytes are handed over by the release and acquire of them.
package struct MessageRing: ~Copyable, @unchecked Sendable {
  private let capacity: Int
  private let bytes: UnsafeMutableRawPointer

  /// How many bytes were ever pushed; only the producer writes it.
  private let pushed = Atomic(0)

  /// How many bytes were ever popped; only the consumer writes it.
  private let popped = Atomic(0)

  /// Creates an empty ring that holds at least `minimumCapacity` bytes, lengths included.
  package init(minimumCapacity: Int) {
    var capacity = 64
    while capacity < minimumCapacity { capacity *= 2 }
    self.capacity = capacity
    bytes = .allocate(byteCount: capacity, alignment: 64)
    // Touched here, so that the audio thread never waits for a page.
    _ = bytes.initializeMemory(as: UInt8.self, repeating: 0, count: capacity)
  }

  deinit { bytes.deallocate() }

  /// Appends a message of `count` bytes, or returns `false` if it does not fit.
  @_noLocks
  package func push(_ message: UnsafeRawPointer, count: Int) -> Bool {
    let end = pushed.load(ordering: .relaxed)
    let total = Self.headerSize + count
    guard count >= 0, end &+ total &- popped.load(ordering: .acquiring) <= capacity else {
      return false
    }
    var length = UInt32(truncatingIfNeeded: count)
    write(&length, count: Self.headerSize, at: end)
    write(message, count: count, at: end &+ Self.headerSize)
    pushed.store(end &+ total, ordering: .releasing)
    return true
  }

  /// Moves the oldest message to `destination` and returns its bytes, or returns `nil` where there
  /// is none; one longer than `maximum` is lost and returns -1.
  @_noLocks
  package func pop(into destination: UnsafeMutableRawPointer, maximum: Int) -> Int? {
    let start = popped.load(ordering: .relaxed)
    guard start != pushed.load(ordering: .acquiring) else { return nil }
    var length: UInt32 = 0
    read(&length, count: Self.headerSize, at: start)
    let count = Int(length)
    if count <= maximum { read(destination, count: count, at: start &+ Self.headerSize) }
    popped.store(start &+ Self.headerSize &+ count, ordering: .releasing)
    return count <= maximum ? count : -1
  }

  private static var headerSize: Int { @_noLocks get { 4 } }

  @_noLocks
  private func write(_ source: UnsafeRawPointer, count: Int, at position: Int) {
    let place = position & (capacity - 1)
    let first = min(count, capacity - place)
    (bytes + place).copyMemory(from: source, byteCount: first)
    bytes.copyMemory(from: source + first, byteCount: count - first)
  }

  @_noLocks
  private func read(_ destination: UnsafeMutableRawPointer, count: Int, at position: Int) {
    let place = position & (capacity - 1)
    let first = min(count, capacity - place)
    destination.copyMemory(from: bytes + place, byteCount: first)
    (destination + first).copyMemory(from: bytes, byteCount: count - first)
  }
}
