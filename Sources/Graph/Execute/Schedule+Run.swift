private import Synchronization

extension Schedule {
  /// Runs every node once and reports their events to `tap`: on the audio thread, with the help of
  /// `crew` where the control thread has found that it pays.
  ///
  /// Returns `false` if a helper took longer than `patience` lasts: then nothing of the schedule may be
  /// touched until the crew says so, and it is not shared any more.
  @_noLocks
  static func run(
    _ schedule: UnsafeMutablePointer<Schedule>, _ context: UnsafeMutablePointer<CycleContext>,
    tap: borrowing EventTap, meter: inout CycleMeter, crew: Unmanaged<Crew>?, patience: Patience
  ) -> Bool {
    let frameCount = context.pointee.frameCount
    schedule.pointee.fitPinned(frameCount)
    let pass = schedule.pointee.pass(
      frameCount, phase: meter.phase, isMeasured: meter.measuresOutputs)
    if let crew, schedule.pointee.isShared {
      let shift = CrewShift(
        schedule: schedule, context: context, pass: pass, beginning: meter.beginning,
        clock: meter.clock, patience: patience)
      let table = schedule.pointee.table
      schedule.pointee.shedder.foresee(elapsed: meter.elapsed())
      guard crew._withUnsafeGuaranteedRef({ $0.run(shift, table) }) else {
        table.isParallel.pointee.store(false, ordering: .relaxed)
        return false
      }
      if pass.phase != 0 { meter.collect(crew) }
    } else {
      schedule.pointee.runInLine(context, pass, meter: &meter)
    }
    schedule.pointee.finish(frameCount, tap)
    return true
  }

  /// Whether this cycle's work is shared among threads.
  var isShared: Bool {
    @_noLocks get { table.count > 1 && table.isParallel.pointee.load(ordering: .relaxed) }
  }

  @_noLocks
  private func pass(_ frameCount: Int, phase: UInt8, isMeasured: Bool) -> SchedulePass {
    SchedulePass(
      frameCount: frameCount, fade: fadeLength == 0 ? 1 : Float(fadePosition) / Float(fadeLength),
      step: fadeLength == 0 ? 0 : 1 / Float(fadeLength), isFirst: isFirst, phase: phase,
      isMeasured: isMeasured)
  }

  @_noLocks
  private mutating func runInLine(
    _ context: UnsafeMutablePointer<CycleContext>, _ pass: SchedulePass, meter: inout CycleMeter
  ) {
    for index in 0..<stepCount {
      let turn = steps + index
      if turn.pointee.gathers { turn.pointee.gather(pass) }
      var mark = index
      if turn.pointee.isPlain {
        turn.pointee.cell.pointee.process(Cycle(ports: turn.pointee.ports, context: context))
      } else {
        let rank = turn.pointee.shedRank
        let isOut = rank >= 0 && shedder.skips(rank, elapsed: meter.elapsed())
        if !take(turn, context, isOut: isOut) { mark += StampRow.absence }
      }
      if pass.isMeasured { turn.pointee.measure(pass.frameCount) }
      guard pass.phase != 0 else { continue }
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
      if turn.pointee.gathers { turn.pointee.gather(work.pass) }
      var mark = index
      if turn.pointee.isPlain {
        turn.pointee.cell.pointee.process(Cycle(ports: turn.pointee.ports, context: work.context))
      } else {
        let rank = turn.pointee.shedRank
        let isOut = rank >= 0 && shedder.isOut(rank)
        if !take(turn, work.context, isOut: isOut) { mark += StampRow.absence }
      }
      if work.pass.isMeasured { turn.pointee.measure(work.pass.frameCount) }
      guard isTimed else { continue }
      if marks[index].load(ordering: .relaxed) & work.pass.phase != 0 {
        lane.append(work.stamp(mark))
      }
    }
  }

  /// Lets a node have its turn, unless it `isOut` or to be passed by; returns whether it had.
  @_noLocks
  private func take(
    _ turn: UnsafeMutablePointer<Step>, _ context: UnsafeMutablePointer<CycleContext>, isOut: Bool
  ) -> Bool {
    let isBypassed = turn.pointee.bypass.pointee.load(ordering: .relaxed)
    let isPassedBy = isBypassed && turn.pointee.hasFaded
    if isOut {
      turn.pointee.skip(context.pointee.frameCount)
    } else if isPassedBy {
      turn.pointee.bypass(context.pointee.frameCount)
    } else {
      turn.pointee.clearOutputs()
      if turn.pointee.isBypassed { turn.pointee.endNotes() }
      turn.pointee.isBypassed = false
      turn.pointee.cell.pointee.process(Cycle(ports: turn.pointee.ports, context: context))
      if isBypassed != turn.pointee.hasFaded {
        turn.pointee.blend(context.pointee.frameCount, isLeaving: isBypassed)
      }
      turn.pointee.hasFaded = isBypassed
    }
    turn.pointee.record()
    return !isOut && !isPassedBy
  }

  /// Does what comes after the last node.
  @_noLocks
  private mutating func finish(_ frameCount: Int, _ tap: borrowing EventTap) {
    for index in 0..<table.reportCount { tap.report(steps[table.reportOrder[index]]) }
    keepPinned(frameCount)
    isFirst = false
    fadePosition = min(fadeLength, fadePosition + frameCount)
  }
}
