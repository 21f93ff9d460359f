/// Takes the time on the audio thread: notes when steps were done, and leaves the rest to others.
///
/// Reading the counter costs as much as all else the engine does for a node, so the steps of a large
/// graph take turns: each has its phase among ``phaseCount``, in which it is timed alone, and those
/// that cost a lot are timed in every cycle. Cycles without a deadline are timed now and then.
struct CycleMeter: ~Copyable {
  /// Cycles until every step was timed.
  static var phaseCount: Int { @_noLocks get { 8 } }

  /// Of how many cycles without a deadline one is timed.
  private static var leisure: Int { @_noLocks get { 4 } }

  let clock: TickClock
  private let shared: Unmanaged<ExecutorShared>
  private let words: UnsafeMutablePointer<UInt64>
  private var cycle = 0
  private var row = 0
  private var cursor = 0
  private var hasRow = false
  private var partCount = 0
  private var isUrgent = false
  private var isParallel = false

  /// The phase's bit in a step's marks; 0 while nothing is timed.
  private(set) var phase: UInt8 = 0

  /// When the cycle began, in ticks.
  private(set) var beginning: UInt64 = 0

  private let ticksPerFrame: Double

  init(_ shared: ExecutorShared, sampleRate: Double, clock: TickClock) {
    self.clock = clock
    ticksPerFrame = 1e9 / sampleRate / clock.nanosecondsPerTick
    self.shared = .passUnretained(shared)
    words = shared.stamps.words
  }

  /// Whether what leaves by outputs is measured, too.
  var measuresOutputs: Bool {
    @_noLocks get { shared._withUnsafeGuaranteedRef { $0.isMeasuring } }
  }

  /// The ticks since the cycle began.
  @_noLocks
  func elapsed() -> Int { Int(truncatingIfNeeded: clock.now() &- beginning) }

  /// How many ticks a `share` of the time lasts that `frameCount` frames sound.
  @_noLocks
  func ticks(_ frameCount: Int, share: Double) -> Int {
    Int(ticksPerFrame * Double(frameCount) * share)
  }

  /// Begins a cycle.
  @_noLocks
  mutating func begin() {
    beginning = clock.now()
    cycle &+= 1
    hasRow = false
    partCount = 0
    isParallel = false
    phase = 0
  }

  /// Begins a part of the cycle, in which up to `stepCount` steps will be timed.
  @_noLocks
  mutating func beginPart(stepCount: Int, isUrgent: Bool) {
    self.isUrgent = isUrgent
    guard isUrgent || cycle % Self.leisure == 0 else { return }
    if !hasRow { openRow() }
    partCount += 1
    let used = cursor - row
    guard hasRow, room() >= used + 2 * stepCount + 1 else {
      phase = 0
      return
    }
    let turn = isUrgent ? cycle : cycle / Self.leisure
    phase = 1 << UInt8(turn % Self.phaseCount)
    stamp(StampRow.beginning)
  }

  @_noLocks
  private mutating func openRow() {
    row = end()
    cursor = row + StampRow.headSize
    hasRow = true
  }

  /// Notes that the step `index` is done.
  @_noLocks
  mutating func stamp(_ index: Int) {
    append(StampRow.stamp(index, ticks: clock.now() &- beginning))
  }

  @_noLocks
  mutating func append(_ stamp: UInt64) {
    words[cursor & (StampRing.capacity - 1)] = stamp
    cursor &+= 1
  }

  /// Takes what the threads of `crew` have noted.
  @_noLocks
  mutating func collect(_ crew: Unmanaged<Crew>) {
    isParallel = true
    var lane = 0
    while let notes = crew._withUnsafeGuaranteedRef({ $0.notes(lane) }) {
      for index in 0..<notes.count { append(notes.stamps[index]) }
      lane += 1
    }
  }

  /// Ends the cycle and hands over what was measured.
  @_noLocks
  mutating func end(timetable: Int, frame: Int64, frameCount: Int, shedCount: Int) {
    guard hasRow else { return }
    guard phase != 0 else {
      shared._withUnsafeGuaranteedRef { $0.countLostRow() }
      return
    }
    write(0, UInt64(cursor - row))
    write(1, UInt64(timetable))
    write(2, UInt64(bitPattern: frame))
    write(
      3,
      UInt64(frameCount) | UInt64(shedCount) << 32 | UInt64(min(partCount, StampRow.mostParts))
        << 48
        | (isUrgent ? 1 << 63 : 0) | (isParallel ? 1 << 62 : 0))
    write(4, beginning)
    write(5, clock.now())
    let end = cursor
    shared._withUnsafeGuaranteedRef { $0.publishStamps(end) }
  }

  @_noLocks
  private func write(_ offset: Int, _ word: UInt64) {
    words[(row + offset) & (StampRing.capacity - 1)] = word
  }

  @_noLocks
  private func end() -> Int { shared._withUnsafeGuaranteedRef { $0.stampEnd } }

  @_noLocks
  private func room() -> Int { shared._withUnsafeGuaranteedRef { $0.stampRoom() } }
}
