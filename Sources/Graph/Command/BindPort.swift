/// Gives a port that runs already the back end's own name for it, where it has none.
///
/// One that has been opened anew meanwhile, at another server, keeps that name: the one that waited here is
/// of a port that is gone.
struct BindPort: Command {
  private let slot: UnsafeMutablePointer<ExternalSlot>
  private let handle: UnsafeMutableRawPointer?

  /// The slot must outlive the schedule that refers to it.
  init(_ slot: UnsafeMutablePointer<ExternalSlot>, _ handle: UnsafeMutableRawPointer?) {
    self.slot = slot
    self.handle = handle
  }

  @_noLocks
  mutating func apply(to executor: inout Executor) {
    if slot.pointee.handle == nil { slot.pointee.handle = handle }
  }

  mutating func finish() {}
}
