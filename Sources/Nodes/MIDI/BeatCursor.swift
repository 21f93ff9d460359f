import Graph

/// Finds the beats that fall into each block, every beat once, whatever the block size.
struct BeatCursor: BitwiseCopyable {
  /// A beat's place in the block.
  struct Beat: BitwiseCopyable {
    let offset: Int
    let isDownbeat: Bool

    @_noLocks
    init(offset: Int, isDownbeat: Bool) {
      self.offset = offset
      self.isDownbeat = isDownbeat
    }
  }

  /// The position of the next beat, where time rolls.
  private var upcoming: Double = 0
  private var wasRolling = false

  @_noLocks
  init() {}

  /// Takes up a new block: after a start or a jump forward, the next beat is the first one ahead.
  ///
  /// A beat that rounding has moved from the end of the last block to just before this one is kept.
  @_noLocks
  mutating func begin(_ transport: Transport) {
    let slack = wasRolling ? 1 : 0.5
    let nearest = -(-(transport.beat - slack * transport.rate)).floored
    upcoming = wasRolling ? max(upcoming, nearest) : nearest
    wasRolling = transport.isRolling
  }

  /// Returns the next beat of the block, or `nil` if there is none left.
  @_noLocks
  mutating func next(_ transport: Transport, frameCount: Int) -> Beat? {
    guard transport.isRolling, transport.rate > 0 else { return nil }
    let offset = transport.offset(of: upcoming) + 0.5
    guard offset < Double(frameCount) else { return nil }
    let bars = (upcoming - transport.downbeat) / Double(transport.beatsPerBar)
    let beat = Beat(
      offset: max(0, Int(offset.floored)), isDownbeat: abs(bars - (bars + 0.5).floored) < 1e-6)
    upcoming += 1
    return beat
  }
}
