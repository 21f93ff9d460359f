private import Synchronization

extension Schedule {
  /// Runs every node once and reports their events to `tap`: on the audio thread, with the help of
  /// `crew` where the control thread has found that it pays.
  @_noLocks
  static func run(
    _ schedule: UnsafeMutablePointer<Schedule>, _ context: UnsafeMutablePointer<CycleContext>,
    tap: borrowing EventTap, meter: inout CycleMeter, crew: Unmanaged<Crew>?
  ) {
    let frameCount = context.pointee.frameCount
    schedule.pointee.clearPinnedTail(frameCount)
    let pass = schedule.pointee.pass(frameCount, phase: meter.phase)
    if let crew, schedule.pointee.isShared {
      let shift = CrewShift(
        schedule: schedule, context: context, pass: pass, beginning: meter.beginning,
        clock: meter.clock)
      let table = schedule.pointee.table
      schedule.pointee.shedder.foresee(elapsed: meter.elapsed())
      crew._withUnsafeGuaranteedRef { $0.run(shift, table) }
      if pass.phase != 0 { meter.collect(crew) }
    } else {
      schedule.pointee.runInLine(context, pass, meter: &meter)
    }
    schedule.pointee.finish(frameCount, tap)
  }

  /// Whether this cycle's work is shared among threads.
  var isShared: Bool {
    @_noLocks get { table.count > 1 && table.isParallel.pointee.load(ordering: .relaxed) }
  }

  @_noLocks
  private func pass(_ frameCount: Int, phase: UInt8) -> SchedulePass {
    SchedulePass(
      frameCount: frameCount, fade: fadeLength == 0 ? 1 : Float(fadePosition) / Float(fadeLength),
      step: fadeLength == 0 ? 0 : 1 / Float(fadeLength), isFirst: isFirst, phase: phase)
  }

  @_noLocks
  private mutating func runInLine(
    _ context: UnsafeMutablePointer<CycleContext>, _ pass: SchedulePass, meter: inout CycleMeter
  ) {
    for index in 0..<stepCount {
      let turn = steps + index
      turn.pointee.gather(pass)
      var mark = index
      if turn.pointee.isPlain {
        turn.pointee.cell.pointee.process(Cycle(ports: turn.pointee.ports, context: context))
      } else {
        let rank = turn.pointee.shedRank
        let isOut = rank >= 0 && shedder.skips(rank, elapsed: meter.elapsed())
        if !take(turn, context, isOut: isOut) { mark += StampRow.absence }
      }
      if marks[index].load(ordering: .relaxed) & pass.phase != 0 { meter.stamp(mark) }
    }
  }

  /// Runs the steps of `task`, on whichever thread has taken it.
  @_noLocks
  func run(_ task: Int, _ work: CrewShift, lane: inout CrewLane) {
    let first = table.tasks[task].first
    let isTimed = work.pass.phase != 0
    if isTimed { lane.append(work.stamp(first | StampRow.beginning)) }
    for index in first..<(first + table.tasks[task].count) {
      let turn = steps + index
      turn.pointee.gather(work.pass)
      var mark = index
      if turn.pointee.isPlain {
        turn.pointee.cell.pointee.process(Cycle(ports: turn.pointee.ports, context: work.context))
      } else {
        let rank = turn.pointee.shedRank
        let isOut = rank >= 0 && shedder.isOut(rank)
        if !take(turn, work.context, isOut: isOut) { mark += StampRow.absence }
      }
      let isMarked = marks[index].load(ordering: .relaxed) & work.pass.phase != 0
      if isTimed, isMarked { lane.append(work.stamp(mark)) }
    }
  }

  /// Lets a node have its turn, unless it `isOut` or to be passed by; returns whether it had.
  @_noLocks
  private func take(
    _ turn: UnsafeMutablePointer<Step>, _ context: UnsafeMutablePointer<CycleContext>, isOut: Bool
  ) -> Bool {
    let isBypassed = turn.pointee.bypass.pointee.load(ordering: .relaxed)
    if isOut {
      turn.pointee.skip(context.pointee.frameCount)
    } else if isBypassed {
      turn.pointee.bypass(context.pointee.frameCount)
    } else {
      turn.pointee.isBypassed = false
      turn.pointee.clearOutputs()
      turn.pointee.cell.pointee.process(Cycle(ports: turn.pointee.ports, context: context))
    }
    turn.pointee.record()
    return !isOut && !isBypassed
  }

  /// Does what comes after the last node.
  @_noLocks
  private mutating func finish(_ frameCount: Int, _ tap: borrowing EventTap) {
    for index in 0..<table.reportCount { tap.report(steps[table.reportOrder[index]]) }
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
