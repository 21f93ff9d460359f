private import CRealtime
internal import Synchronization

/// The engine's audio thread: takes commands, runs the schedule, keeps time.
///
/// In every cycle the back end calls ``begin()``, points the external slots at its buffers, calls
/// ``run(_:)`` and takes what the slots hold.
package struct Executor: ~Copyable {
  var schedule: UnsafeMutablePointer<Schedule>
  private let context: UnsafeMutablePointer<CycleContext>
  var pending = PendingCommands()
  var clock: Clock

  /// The absolute frame at which the next part of a cycle begins.
  var frame: Int64 = 0

  /// What nodes are to be told in the next part.
  var signals = CycleSignals(rawValue: 0)
  var status = ExecutorStatus()
  let shared: Unmanaged<ExecutorShared>
  private let eventTap: EventTap
  var meter: CycleMeter
  let crew: Unmanaged<Crew>?
  private let nanosecondsPerFrame: Double

  /// Whether helpers are at work still on a cycle that was given up.
  private var isStranded = false

  /// Whether the cycle before was silent for that reason.
  var wasSilent = false

  /// Whether a node wants time to go on for an ending, were it asked to stop.
  let wantsTime: UnsafeMutablePointer<Atomic<Bool>>

  /// How many beats a bar has that whoever plays means, where a node said so in this cycle; else 0.
  let meantBeatsPerBar: UnsafeMutablePointer<Atomic<Int>>

  /// What the back end's own transport shows at the cycle's first frame, where it has one.
  package var host = HostTransport()

  /// Whether what a cycle takes is limited by its period, as it is while a card waits.
  package var hasDeadline: Bool

  /// Starts with an empty `schedule`, which it owns from now on.
  init(
    schedule: UnsafeMutablePointer<Schedule>, shared: ExecutorShared, sampleRate: Double,
    hasDeadline: Bool, crew: Crew?, clock ticks: TickClock
  ) {
    self.schedule = schedule
    self.hasDeadline = hasDeadline
    self.crew = crew.map { .passRetained($0) }
    nanosecondsPerFrame = 1e9 / sampleRate
    meter = CycleMeter(shared, sampleRate: sampleRate, clock: ticks)
    self.shared = .passRetained(shared)
    eventTap = EventTap(shared)
    context = .allocate(capacity: 1)
    wantsTime = .allocate(capacity: 1)
    wantsTime.initialize(to: Atomic(false))
    meantBeatsPerBar = .allocate(capacity: 1)
    meantBeatsPerBar.initialize(to: Atomic(0))
    context.initialize(to: CycleContext())
    context.pointee.wantsTime = wantsTime
    context.pointee.meantBeatsPerBar = meantBeatsPerBar
    clock = Clock(sampleRate: sampleRate)
  }

  deinit {
    context.deallocate()
    wantsTime.deinitialize(count: 1)
    wantsTime.deallocate()
    meantBeatsPerBar.deinitialize(count: 1)
    meantBeatsPerBar.deallocate()
    schedule.deinitialize(count: 1)
    schedule.deallocate()
    shared.release()
    crew?.release()
  }

  /// Takes up new commands, and applies those that are due at the cycle's first frame.
  @_noLocks
  package mutating func begin() {
    meter.begin()
    isStranded = findsStranded()
    // What a command replaces may be in a helper's hands.
    guard !isStranded else { return }
    takeCommands()
  }

  /// Runs a cycle of `frameCount` frames, in parts that begin where a command is due.
  @_noLocks
  package mutating func run(_ frameCount: Int) {
    guard !isStranded else {
      runSilently(frameCount)
      return
    }
    if wasSilent { signals.insert(.panic) }
    schedule.pointee.shedder.begin(
      budget: hasDeadline ? meter.ticks(frameCount, share: schedule.pointee.budget) : 0)
    announceNextCycle(frameCount)
    let release = takeRelease()
    if release == 1 { signals.insert(.panic) }
    clearExternals(frameCount)
    let grain = grain(frameCount)
    var offset = 0
    while offset < frameCount {
      let count = min(frameCount - offset, pending.framesUntilNext(from: frame, grain: grain))
      let isDone = runPart(
        offset: offset, frameCount: count, patience: patience(frameCount: frameCount))
      guard isDone else {
        giveUp(frameCount, left: frameCount - offset - count)
        return
      }
      offset += count
      applyDue()
    }
    if crew != nil { shapeOutputs(frameCount) }
    settleMIDI(release: release, frameCount: frameCount)
    schedule.pointee.shedder.end(elapsed: meter.elapsed(), frameCount: frameCount)
    meter.end(
      timetable: schedule.pointee.timetableNumber, frame: frame - Int64(frameCount),
      frameCount: frameCount, shedCount: schedule.pointee.shedder.level)
    publish()
  }

  /// Tells the helpers when to be awake again; where there is no deadline, that is at once.
  @_noLocks
  private func announceNextCycle(_ frameCount: Int) {
    guard let crew, schedule.pointee.isShared else { return }
    let now = Int(realtime_nanoseconds())
    let next = hasDeadline ? now + Int(nanosecondsPerFrame * Double(frameCount)) : now
    crew._withUnsafeGuaranteedRef { $0.expect(next) }
  }

  @_noLocks
  private mutating func runPart(offset: Int, frameCount: Int, patience: Patience) -> Bool {
    context.pointee.frameCount = frameCount
    context.pointee.frame = frame
    context.pointee.blockOffset = offset
    context.pointee.transport = clock.transport
    context.pointee.host = host.after(offset, sampleRate: clock.sampleRate)
    context.pointee.signals = signals
    signals = CycleSignals(rawValue: 0)
    wantsTime.pointee.store(false, ordering: .relaxed)
    meter.beginPart(stepCount: schedule.pointee.stepCount, isUrgent: hasDeadline)
    let isDone = Schedule.run(
      schedule, context, tap: eventTap, meter: &meter, crew: crew, patience: patience)
    clock.advance(frameCount)
    frame += Int64(frameCount)
    if isDone {
      clock.mean(beatsPerBar: meantBeatsPerBar.pointee.exchange(0, ordering: .relaxed))
      followBeats()
    }
    clock.settle(isWanted: isTimeWanted)
    return isDone
  }

  /// Tells the control thread where this cycle has got to.
  @_noLocks
  mutating func publish() {
    status.frame = frame
    status.transport = clock.transport
    status.cycles += 1
    status.isFaded = schedule.pointee.isFaded
    status.shedCount = schedule.pointee.shedder.level
    if status.shedCount > 0 { status.shedCycles += 1 }
    let value = status
    shared._withUnsafeGuaranteedRef { $0.publish(value) }
  }
}
