internal import Synchronization

/// What all nodes of a cycle share.
struct CycleContext: BitwiseCopyable {
  /// The frames of this part of the block.
  var frameCount = 0

  /// The absolute frame of the first one.
  var frame: Int64 = 0

  /// How far into the back end's block this part begins.
  var blockOffset = 0

  var transport = Transport()
  var signals = CycleSignals(rawValue: 0)

  /// Set by nodes that would want time to go on for an ending; `nil` where nobody asks.
  var wantsTime: UnsafeMutablePointer<Atomic<Bool>>?

  /// Set by nodes that know how many beats a bar of the player's has; `nil` where nobody asks.
  var meantBeatsPerBar: UnsafeMutablePointer<Atomic<Int>>?

  /// What the back end's own transport shows.
  var host = HostTransport()

  @_noLocks
  init() {}
}
