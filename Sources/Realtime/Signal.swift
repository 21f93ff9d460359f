/// A block of samples to read, valid only while the cycle that lends it runs.
public struct Signal: ~Copyable, ~Escapable {
  /// The number of samples.
  public let count: Int

  /// The first sample.
  public let start: UnsafePointer<Float>

  /// Lends `count` samples from `start` on.
  @_noLocks
  @_lifetime(borrow start)
  public init(start: UnsafePointer<Float>, count: Int) {
    self.start = start
    self.count = count
  }

  /// The sample at `frame`.
  @inlinable
  public subscript(frame: Int) -> Float {
    @_noLocks get {
      precondition(frame >= 0 && frame < count, "Frame out of range")
      return start[frame]
    }
  }
}
