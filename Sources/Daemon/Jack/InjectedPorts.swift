/// JACK's handles of the ports that messages were sent to past the engine in one cycle.
struct InjectedPorts {
  /// As many listeners as a patch is likely to cut off at once; of more, the rest is not kept.
  private static var capacity: Int { @_noLocks get { 32 } }

  private var handles = InlineArray<32, UnsafeMutableRawPointer?>(repeating: nil)
  private(set) var count = 0

  init() {}

  subscript(index: Int) -> UnsafeMutableRawPointer? { @_noLocks get { handles[index] } }

  @_noLocks
  mutating func add(_ handle: UnsafeMutableRawPointer) {
    for index in 0..<count where handles[index] == handle { return }
    guard count < Self.capacity else { return }
    handles[count] = handle
    count += 1
  }

  @_noLocks
  mutating func removeAll() { count = 0 }
}
