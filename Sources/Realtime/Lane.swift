/// The events of one port in one block, in memory of its own, sorted by offset.
///
/// A handle: copies share the memory, which whoever created the lane frees with ``deallocate()``.
public struct Lane<Element: BitwiseCopyable>: BitwiseCopyable {
  public let elements: UnsafeMutablePointer<Element>
  public let header: UnsafeMutablePointer<LaneHeader>

  /// Allocates an empty lane, on the control thread.
  public init(capacity: Int) {
    elements = .allocate(capacity: capacity)
    header = .allocate(capacity: 1)
    header.initialize(to: LaneHeader(count: 0, capacity: capacity, dropped: 0))
  }

  public func deallocate() {
    elements.deallocate()
    header.deallocate()
  }

  @inlinable
  public var count: Int { header.pointee.count }

  @inlinable
  public var capacity: Int { header.pointee.capacity }

  @inlinable
  public subscript(index: Int) -> Element {
    precondition(index >= 0 && index < header.pointee.count, "Event out of range")
    return elements[index]
  }

  @inlinable
  public func removeAll() { header.pointee.count = 0 }
}

/// What a lane knows beside its events.
public struct LaneHeader: BitwiseCopyable {
  public var count: Int
  public let capacity: Int

  /// Events that found no room since the lane was made.
  public var dropped: Int

  @inlinable
  public init(count: Int, capacity: Int, dropped: Int) {
    self.count = count
    self.capacity = capacity
    self.dropped = dropped
  }
}
