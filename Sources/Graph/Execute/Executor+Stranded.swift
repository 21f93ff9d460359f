extension Executor {
  /// What a cycle may take of its period before it is given up, and what helpers are waited for at least.
  private static var lastShare: Double { @_noLocks get { 0.9 } }
  private static var leastShare: Double { @_noLocks get { 0.125 } }

  /// How long helpers are waited for in a cycle of `frameCount` frames.
  @_noLocks
  func patience(frameCount: Int) -> Patience {
    guard hasDeadline else { return .endless }
    return Patience(
      end: meter.ticks(frameCount, share: Self.lastShare),
      least: meter.ticks(frameCount, share: Self.leastShare))
  }

  /// Asks the crew whether its helpers are at work still on a cycle that was given up.
  @_noLocks
  func findsStranded() -> Bool {
    guard let crew else { return false }
    return crew._withUnsafeGuaranteedRef { $0.isStranded() }
  }

  /// Ends a cycle that helpers did not finish in time: what sounded fades out, notes end, and time goes on
  /// over the `left` frames that were not begun.
  @_noLocks
  mutating func giveUp(_ frameCount: Int, left: Int) {
    clock.advance(left)
    frame += Int64(left)
    for index in 0..<externalCount {
      let slot = external(index)
      guard slot.pointee.isOutput, !slot.pointee.isMIDI else { continue }
      let step = slot.pointee.last / Float(frameCount)
      for frame in 0..<frameCount {
        slot.pointee.audio[frame] = slot.pointee.last - step * Float(frame + 1)
      }
      slot.pointee.last = 0
    }
    endSilentCycle(frameCount)
  }

  /// Lets a cycle go by without the schedule, of which a helper still has a part in its hands.
  @_noLocks
  mutating func runSilently(_ frameCount: Int) {
    clearExternals(frameCount)
    clock.advance(frameCount)
    frame += Int64(frameCount)
    endSilentCycle(frameCount)
  }

  @_noLocks
  private mutating func endSilentCycle(_ frameCount: Int) {
    let asked = takeRelease()
    settleMIDI(release: asked == 0 && !wasSilent ? 1 : asked, frameCount: frameCount)
    wasSilent = true
    meter.end(
      timetable: schedule.pointee.timetableNumber, frame: frame - Int64(frameCount),
      frameCount: frameCount, shedCount: 0)
    publish()
  }

  /// Lets the sound rise again after silent cycles, and remembers where it stands.
  @_noLocks
  mutating func shapeOutputs(_ frameCount: Int) {
    for index in 0..<externalCount {
      let slot = external(index)
      guard slot.pointee.isOutput, !slot.pointee.isMIDI else { continue }
      if wasSilent {
        for frame in 0..<frameCount {
          slot.pointee.audio[frame] *= Float(frame + 1) / Float(frameCount)
        }
      }
      slot.pointee.last = slot.pointee.audio[frameCount - 1]
    }
    wasSilent = false
  }
}
