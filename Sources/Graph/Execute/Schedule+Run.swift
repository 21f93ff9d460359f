private import Synchronization

extension Schedule {
  /// Runs every node once, on the audio thread, and reports their events to `tap`.
  @_noLocks
  mutating func run(
    _ context: UnsafeMutablePointer<CycleContext>, tap: borrowing EventTap, meter: inout CycleMeter
  ) {
    let frameCount = context.pointee.frameCount
    clearPinnedTail(frameCount)
    let fade = fadeLength == 0 ? 1 : Float(fadePosition) / Float(fadeLength)
    let step = fadeLength == 0 ? 0 : 1 / Float(fadeLength)
    let phase = meter.phase
    for index in 0..<stepCount {
      let turn = steps + index
      turn.pointee.gather(frameCount: frameCount, fade: fade, step: step, isFirst: isFirst)
      var mark = index
      if turn.pointee.isPlain {
        turn.pointee.cell.pointee.process(Cycle(ports: turn.pointee.ports, context: context))
      } else {
        if !take(turn, context, meter) { mark += StampRow.absence }
        turn.pointee.record()
        tap.report(turn.pointee)
      }
      if marks[index].load(ordering: .relaxed) & phase != 0 { meter.stamp(mark) }
    }
    keepPinned(frameCount)
    isFirst = false
    fadePosition = min(fadeLength, fadePosition + frameCount)
  }

  /// Keeps what feedback wires deliver in the next cycle.
  @_noLocks
  private func keepPinned(_ frameCount: Int) {
    for index in 0..<pinnedCount {
      let pin = pinned[index]
      for frame in 0..<frameCount { pin.memory[frame] = pin.output[frame] }
    }
  }

  /// Lets a node have its turn, unless it is to be left out or passed by; returns whether it had.
  @_noLocks
  private mutating func take(
    _ turn: UnsafeMutablePointer<Step>, _ context: UnsafeMutablePointer<CycleContext>,
    _ meter: borrowing CycleMeter
  ) -> Bool {
    let frameCount = context.pointee.frameCount
    let rank = turn.pointee.shedRank
    if rank >= 0, shedder.skips(rank, elapsed: meter.elapsed()) {
      turn.pointee.skip(frameCount)
      return false
    } else if turn.pointee.bypass.pointee.load(ordering: .relaxed) {
      turn.pointee.bypass(frameCount)
      return false
    } else {
      turn.pointee.isBypassed = false
      turn.pointee.clearOutputs()
      turn.pointee.cell.pointee.process(Cycle(ports: turn.pointee.ports, context: context))
      return true
    }
  }

  /// Silences what a longer cycle than the last would read past the end of the fed-back block.
  @_noLocks
  private mutating func clearPinnedTail(_ frameCount: Int) {
    if frameCount > lastFrameCount {
      for index in 0..<pinnedCount {
        for frame in lastFrameCount..<frameCount { pinned[index].memory[frame] = 0 }
      }
    }
    lastFrameCount = frameCount
  }
}
