internal import Graph

/// Plays planned notes at their frames: what waits, what sounds, and how it ends.
///
/// Positions are beats of the musical clock. All memory is allocated at the start.
struct Player: ~Copyable {
  private struct Note: BitwiseCopyable {
    let part: Int8
    var key: UInt8
    let velocity: UInt8
    let start: Double
    let end: Double

    @_noLocks
    init(_ action: PlayerAction) {
      part = action.part
      key = action.key
      velocity = action.velocity
      start = action.beat
      end = action.beat + action.duration
    }
  }

  /// The least time a note that came late sounds, in beats.
  private static var shortest: Double { 0.1 }

  /// How late a note may come and still be played, in beats: after cycles that went by without us, what
  /// was missed would come all at once.
  private static var latest: Double { 2 }
  private static var capacity: Int { 512 }

  /// The channel of each output, from 0.
  private let channels: InlineArray<5, UInt8>

  private let waiting: UnsafeMutablePointer<Note>
  private var waitingCount = 0
  private let sounding: UnsafeMutablePointer<Note>
  private var soundingCount = 0

  /// Whether the composer has said last that the band plays.
  private var isPlaying = false

  /// Whether anything sounds or is still to come.
  var isBusy: Bool {
    @_noLocks get { isPlaying || soundingCount > 0 || waitingCount > 0 }
  }

  /// Notes that found no room.
  private(set) var dropped = 0

  init(channels: InlineArray<5, UInt8>) {
    self.channels = channels
    waiting = .allocated(touching: Self.capacity)
    sounding = .allocated(touching: Self.capacity)
  }

  deinit {
    waiting.deallocate()
    sounding.deallocate()
  }

  /// Carries out what the composer asked for; `cycle` is the current one.
  @_noLocks
  mutating func take(_ action: PlayerAction, _ cycle: borrowing Cycle) {
    switch action.kind {
    case .play: plan(action)
    case .retract: retract(action)
    case .move: move(action, cycle)
    case .silence: silence(action.part, cycle)
    case .report: report(action, cycle)
    case .place: tellPlace(action, cycle)
    }
  }

  /// Ends and starts the notes whose time comes in `cycle`; `isOn` tells which outputs may start one.
  @_noLocks
  mutating func play(_ cycle: borrowing Cycle, isOn: InlineArray<5, Bool>) {
    let transport = cycle.transport
    guard transport.isRolling else {
      endAll(cycle)
      waitingCount = 0
      return
    }
    let end = transport.beat(at: Double(cycle.frameCount))
    endDue(cycle, before: end)
    var index = 0
    while index < waitingCount {
      guard waiting[index].start < end else {
        index += 1
        continue
      }
      let note = waiting[index]
      removeWaiting(index)
      let isStale = note.start < transport.beat - Self.latest
      if isOn[Int(note.part)], !isStale { start(note, cycle) }
    }
    endDue(cycle, before: end)
  }

  /// Ends what sounds, at the start of the cycle.
  @_noLocks
  mutating func endAll(_ cycle: borrowing Cycle) {
    for index in 0..<soundingCount { send(off: sounding[index], cycle, at: 0) }
    soundingCount = 0
  }

  /// Ends what sounds and forgets what waits.
  @_noLocks
  mutating func forget(_ cycle: borrowing Cycle) {
    endAll(cycle)
    waitingCount = 0
  }

  /// Tells where the band stands.
  @_noLocks
  private mutating func report(_ action: PlayerAction, _ cycle: borrowing Cycle) {
    isPlaying = action.part >= 0
    var event = Event(.band, time: cycle.frame)
    event.values[0] = Float(action.part)
    event.values[1] = Float(Int8(bitPattern: action.key))
    event.values[2] = Float(action.beat)
    cycle.eventOutput(0).append(event)
  }

  /// Tells where in the chart the player is.
  @_noLocks
  private func tellPlace(_ action: PlayerAction, _ cycle: borrowing Cycle) {
    var event = Event(.chart, time: cycle.frame)
    event.values[0] = Float(action.beat)
    event.values[1] = Float(action.duration)
    event.values[2] = Float(action.part)
    event.values[3] = Float(action.velocity) / 100
    cycle.eventOutput(1).append(event)
  }

  @_noLocks
  private mutating func plan(_ action: PlayerAction) {
    guard waitingCount < Self.capacity else {
      dropped += 1
      return
    }
    waiting[waitingCount] = Note(action)
    waitingCount += 1
  }

  @_noLocks
  private mutating func retract(_ action: PlayerAction) {
    var index = 0
    while index < waitingCount {
      if waiting[index].part == action.part, waiting[index].start >= action.beat {
        removeWaiting(index)
      } else {
        index += 1
      }
    }
  }

  @_noLocks
  private mutating func move(_ action: PlayerAction, _ cycle: borrowing Cycle) {
    for index in 0..<waitingCount
    where waiting[index].part == action.part && waiting[index].key == action.key {
      guard waiting[index].start < cycle.transport.beat + 0.1 else { continue }
      waiting[index].key = action.otherKey
      return
    }
    for index in 0..<soundingCount
    where sounding[index].part == action.part && sounding[index].key == action.key {
      var note = sounding[index]
      send(off: note, cycle, at: 0)
      removeSounding(index)
      note.key = action.otherKey
      start(note, cycle)
      return
    }
  }

  @_noLocks
  private mutating func silence(_ part: Int8, _ cycle: borrowing Cycle) {
    var index = 0
    while index < soundingCount {
      guard sounding[index].part == part else {
        index += 1
        continue
      }
      send(off: sounding[index], cycle, at: 0)
      removeSounding(index)
    }
  }

  /// Starts `note` at its frame, or at once if that has gone by; ends the same key first.
  @_noLocks
  private mutating func start(_ note: Note, _ cycle: borrowing Cycle) {
    for index in 0..<soundingCount
    where sounding[index].part == note.part && sounding[index].key == note.key {
      send(off: sounding[index], cycle, at: offset(note.start, cycle))
      removeSounding(index)
      break
    }
    guard soundingCount < Self.capacity else {
      dropped += 1
      return
    }
    let offset = offset(note.start, cycle)
    cycle.midiOutput(Int(note.part)).append(
      MIDIEvent(
        noteOn: note.key, velocity: max(1, note.velocity), channel: channels[Int(note.part)],
        offset: offset))
    sounding[soundingCount] = note
    soundingCount += 1
  }

  /// Ends the notes that end before `end`, a late one after its shortest time.
  @_noLocks
  private mutating func endDue(_ cycle: borrowing Cycle, before end: Double) {
    var index = 0
    while index < soundingCount {
      let note = sounding[index]
      let due = max(note.end, note.start + Self.shortest)
      guard due < end else {
        index += 1
        continue
      }
      send(off: note, cycle, at: offset(due, cycle))
      removeSounding(index)
    }
  }

  @_noLocks
  private func send(off note: Note, _ cycle: borrowing Cycle, at offset: Int32) {
    cycle.midiOutput(Int(note.part)).append(
      MIDIEvent(noteOff: note.key, channel: channels[Int(note.part)], offset: offset))
  }

  /// The frame of the cycle at which `beat` comes, within the cycle.
  @_noLocks
  private func offset(_ beat: Double, _ cycle: borrowing Cycle) -> Int32 {
    let offset = cycle.transport.offset(of: beat)
    return Int32(min(max(0, offset), Double(cycle.frameCount - 1)))
  }

  @_noLocks
  private mutating func removeWaiting(_ index: Int) {
    for later in (index + 1)..<max(index + 1, waitingCount) { waiting[later - 1] = waiting[later] }
    waitingCount -= 1
  }

  @_noLocks
  private mutating func removeSounding(_ index: Int) {
    soundingCount -= 1
    sounding[index] = sounding[soundingCount]
  }
}
