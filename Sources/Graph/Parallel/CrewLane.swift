/// What one thread of the crew notes while it works: when which step was done.
struct CrewLane: BitwiseCopyable {
  /// Room for the stamps of one cycle.
  static var capacity: Int { @_noLocks get { 8192 } }

  let stamps: UnsafeMutablePointer<UInt64>
  var count = 0

  init() { stamps = .allocated(touching: Self.capacity) }

  func deallocate() { stamps.deallocate() }

  @_noLocks
  mutating func append(_ stamp: UInt64) {
    guard count < Self.capacity else { return }
    stamps[count] = stamp
    count += 1
  }
}
