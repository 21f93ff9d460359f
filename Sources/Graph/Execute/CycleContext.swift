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

  @_noLocks
  init() {}
}
