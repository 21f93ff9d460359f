private import CRealtime
private import Synchronization

/// The engine's audio thread: takes commands, runs the schedule, keeps time.
///
/// In every cycle the back end calls ``begin()``, points the external slots at its buffers, calls
/// ``run(_:)`` and takes what the slots hold.
package struct Executor: ~Copyable {
  /// The most commands taken up in one cycle, so that their work is bounded.
  private static var commandsPerCycle: Int { 64 }

  /// The most commands that wait for their frame.
  package static var pendingCapacity: Int { 1024 }

  var schedule: UnsafeMutablePointer<Schedule>
  private let context: UnsafeMutablePointer<CycleContext>
  private let pending: UnsafeMutablePointer<UnsafeMutablePointer<CommandCell>>
  private var pendingCount = 0
  var clock: Clock
  var frame: Int64 = 0
  private var signals = CycleSignals(rawValue: 0)
  private var status = ExecutorStatus()
  private let shared: Unmanaged<ExecutorShared>
  private let eventTap: EventTap
  var meter: CycleMeter
  let crew: Unmanaged<Crew>?
  private let nanosecondsPerFrame: Double

  /// Whether helpers are at work still on a cycle that was given up.
  private var isStranded = false

  /// Whether the cycle before was silent for that reason.
  var wasSilent = false

  /// Whether a node wants time to go on for an ending, were it asked to stop.
  private let wantsTime: UnsafeMutablePointer<Atomic<Bool>>

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
    context.initialize(to: CycleContext())
    context.pointee.wantsTime = wantsTime
    pending = .allocate(capacity: Self.pendingCapacity)
    // Touched here, so that the audio thread never waits for a page.
    _ = UnsafeMutableRawPointer(pending).initializeMemory(
      as: UInt8.self, repeating: 0,
      count: Self.pendingCapacity * MemoryLayout<UnsafeMutableRawPointer>.stride)
    clock = Clock(sampleRate: sampleRate)
  }

  deinit {
    for index in 0..<pendingCount {
      pending[index].pointee.finish()
      pending[index].deinitialize(count: 1)
      pending[index].deallocate()
    }
    pending.deallocate()
    context.deallocate()
    wantsTime.deinitialize(count: 1)
    wantsTime.deallocate()
    schedule.deinitialize(count: 1)
    schedule.deallocate()
    shared.release()
    crew?.release()
  }

  /// The number of external slots of the schedule that runs.
  package var externalCount: Int { @_noLocks get { schedule.pointee.externalCount } }

  /// An external slot of the schedule that runs.
  @_noLocks
  package func external(_ index: Int) -> UnsafeMutablePointer<ExternalSlot> {
    schedule.pointee.externals[index]
  }

  /// Takes up new commands, and applies those that are due at the cycle's first frame.
  @_noLocks
  package mutating func begin() {
    meter.begin()
    isStranded = findsStranded()
    // What a command replaces may be in a helper's hands.
    guard !isStranded else { return }
    var room = min(Self.commandsPerCycle, Self.pendingCapacity - pendingCount)
    while room > 0 {
      guard let raw = takeCommand() else { break }
      let command = raw.assumingMemoryBound(to: CommandCell.self)
      room -= 1
      if command.pointee.frame <= frame { apply(command) } else { enqueue(command) }
    }
    applyDue()
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
    var offset = 0
    while offset < frameCount {
      let count = min(frameCount - offset, framesToNextCommand())
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
    if isDone { followBeats() }
    clock.settle(isWanted: isTimeWanted)
    return isDone
  }

  @_noLocks
  private mutating func followBeats() {
    guard let lane = schedule.pointee.clock else { return }
    for index in 0..<lane.header.pointee.count { clock.follow(lane.elements[index]) }
  }

  /// Silences audio outputs, which nodes add to, and empties MIDI outputs.
  @_noLocks
  func clearExternals(_ frameCount: Int) {
    for index in 0..<schedule.pointee.externalCount {
      let slot = schedule.pointee.externals[index]
      guard slot.pointee.isOutput else { continue }
      if slot.pointee.isMIDI {
        slot.pointee.midi.header.pointee.count = 0
      } else {
        for frame in 0..<frameCount { slot.pointee.audio[frame] = 0 }
      }
    }
  }

  /// Ends what sounds where that was asked for, and takes note of what sounds.
  @_noLocks
  func settleMIDI(release: Int, frameCount: Int) {
    for index in 0..<schedule.pointee.externalCount {
      let slot = schedule.pointee.externals[index]
      guard slot.pointee.isOutput, slot.pointee.isMIDI else { continue }
      if release != 0 { slot.pointee.endNotes(at: frameCount - 1, isFinal: release == 2) }
      slot.pointee.record()
    }
    if release != 0 { shared._withUnsafeGuaranteedRef { $0.countReleasedCycle() } }
  }

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

extension Executor {
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

  @_noLocks
  mutating func beginTime(tempo: Double) {
    clock.set(tempo: tempo)
    clock.begin()
  }

  @_noLocks
  mutating func startTime() {
    clock.start()
    signals.insert(.start)
  }

  @_noLocks
  mutating func stopTime() {
    signals.insert(clock.isEnding ? .panic : .stop)
    clock.stop(isWanted: !clock.isEnding && isTimeWanted)
  }

  /// Whether a node wanted time for an ending in the part before.
  private var isTimeWanted: Bool {
    @_noLocks get { wantsTime.pointee.load(ordering: .relaxed) }
  }

  @_noLocks
  mutating func set(tempo: Double) {
    clock.set(tempo: tempo)
    signals.insert(.tempo)
  }

  /// Makes the beat twice or half as fast, and tells the tracker so.
  @_noLocks
  mutating func scaleTempo(by factor: Double) {
    clock.scale(by: factor)
    signals.insert(.tempo)
  }

  @_noLocks
  mutating func set(beatsPerBar: Int) { clock.set(beatsPerBar: beatsPerBar) }

  @_noLocks
  mutating func tap() {
    signals.insert(.tap)
    if clock.tap(at: frame, isPlaying: isTimeWanted) { signals.insert(.countIn) }
  }

  @_noLocks
  mutating func markDownbeat() {
    clock.markDownbeat()
    signals.insert(.downbeat)
  }
}

extension Executor {
  @_noLocks
  private func takeCommand() -> UnsafeMutableRawPointer? {
    shared._withUnsafeGuaranteedRef { $0.takeCommand() }
  }

  @_noLocks
  func takeRelease() -> Int { shared._withUnsafeGuaranteedRef { $0.takeRelease() } }

  /// Applies `command` and sends it back; the return ring holds more than can be under way.
  @_noLocks
  private mutating func apply(_ command: UnsafeMutablePointer<CommandCell>) {
    command.pointee.apply(to: &self)
    let raw = UnsafeMutableRawPointer(command)
    _ = shared._withUnsafeGuaranteedRef { $0.give(back: raw) }
  }

  /// Keeps `command` until its frame, behind those due no later.
  @_noLocks
  private mutating func enqueue(_ command: UnsafeMutablePointer<CommandCell>) {
    var index = pendingCount
    while index > 0, pending[index - 1].pointee.frame > command.pointee.frame {
      pending[index] = pending[index - 1]
      index -= 1
    }
    pending[index] = command
    pendingCount += 1
  }

  @_noLocks
  private mutating func applyDue() {
    var due = 0
    while due < pendingCount, pending[due].pointee.frame <= frame { due += 1 }
    guard due > 0 else { return }
    for index in 0..<due { apply(pending[index]) }
    for index in due..<pendingCount { pending[index - due] = pending[index] }
    pendingCount -= due
  }

  @_noLocks
  private func framesToNextCommand() -> Int {
    pendingCount == 0 ? .max : max(1, Int(pending[0].pointee.frame - frame))
  }
}
