extension Executor {
  /// The most commands taken up in one cycle, so that their work is bounded.
  private static var commandsPerCycle: Int { @_noLocks get { 64 } }

  /// The most parts of a cycle that somebody waits for: each runs the whole schedule.
  private static var partsPerCycle: Int { @_noLocks get { 8 } }

  /// The frames that part of a cycle is a multiple of.
  ///
  /// One, so that commands are applied at their exact frames; where more are due at different frames
  /// than there is time to begin anew for, an eighth of the cycle, so that some come that much later.
  @_noLocks
  func grain(_ frameCount: Int) -> Int {
    guard hasDeadline,
      pending.partCount(from: frame, frameCount: frameCount) > Self.partsPerCycle
    else { return 1 }
    return (frameCount + Self.partsPerCycle - 1) / Self.partsPerCycle
  }

  /// Takes up what the control thread has sent, applies what is due at the cycle's first frame and keeps
  /// the rest.
  @_noLocks
  mutating func takeCommands() {
    var room = min(Self.commandsPerCycle, pending.room)
    while room > 0 {
      guard let raw = shared._withUnsafeGuaranteedRef({ $0.takeCommand() }) else { break }
      let command = raw.assumingMemoryBound(to: CommandCell.self)
      room -= 1
      if command.pointee.frame <= frame { apply(command) } else { pending.add(command) }
    }
    applyDue()
  }

  /// Applies what is due at the next frame.
  @_noLocks
  mutating func applyDue() {
    let due = pending.dueCount(at: frame)
    guard due > 0 else { return }
    for index in 0..<due { apply(pending[index]) }
    pending.removeFirst(due)
  }

  /// Applies `command` and sends it back; the return ring holds more than can be under way.
  @_noLocks
  private mutating func apply(_ command: UnsafeMutablePointer<CommandCell>) {
    command.pointee.apply(to: &self)
    let raw = UnsafeMutableRawPointer(command)
    _ = shared._withUnsafeGuaranteedRef { $0.give(back: raw) }
  }

  /// Takes up `next` and returns the schedule that ran until now.
  @_noLocks
  mutating func exchange(
    _ next: UnsafeMutablePointer<Schedule>
  ) -> UnsafeMutablePointer<Schedule> {
    let old = schedule
    // Feedback wires go on from the block before.
    next.pointee.lastFrameCount = old.pointee.lastFrameCount
    schedule = next
    clock.isFollowing = next.pointee.clock != nil
    status.generation += 1
    return old
  }
}
