/// The events of one port in one block, in memory of its own, sorted by offset.
///
/// A handle: copies share the memory, which whoever created the lane frees with ``deallocate()``.
public struct Lane<Element: BitwiseCopyable>: BitwiseCopyable {
  /// Room for ``capacity`` events, of which the first ``count`` are valid.
  public let elements: UnsafeMutablePointer<Element>
  /// Where all copies of the handle keep their count.
  public let header: UnsafeMutablePointer<LaneHeader>

  /// Allocates an empty lane, on the control thread.
  public init(capacity: Int) {
    elements = .allocated(touching: capacity)
    header = .allocate(capacity: 1)
    header.initialize(to: LaneHeader(count: 0, capacity: capacity, dropped: 0))
  }

  /// Frees the memory, on the control thread.
  public func deallocate() {
    elements.deallocate()
    header.deallocate()
  }

  /// The number of events.
  @inlinable
  public var count: Int { header.pointee.count }

  /// The most events that fit.
  @inlinable
  public var capacity: Int { header.pointee.capacity }

  /// The event at `index`.
  @inlinable
  public subscript(index: Int) -> Element {
    precondition(index >= 0 && index < header.pointee.count, "Event out of range")
    return elements[index]
  }

  /// Forgets all events.
  @inlinable
  public func removeAll() { header.pointee.count = 0 }
}

/// What a lane knows beside its events.
public struct LaneHeader: BitwiseCopyable {
  /// The number of events.
  public var count: Int

  /// The most events that fit.
  public let capacity: Int

  /// Events that found no room since the lane was made.
  public var dropped: Int

  /// Creates the header of a lane.
  @inlinable
  public init(count: Int, capacity: Int, dropped: Int) {
    self.count = count
    self.capacity = capacity
    self.dropped = dropped
  }
}
