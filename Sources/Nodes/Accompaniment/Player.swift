internal import Graph

/// Plays planned notes at their frames: what waits, what sounds, and how it ends.
///
/// Positions are beats of the musical clock. All memory is allocated at the start.
struct Player: ~Copyable {
  /// How late a note may come and still be played, in beats: after cycles that went by without us, what
  /// was missed would come all at once.
  private static var latest: Double { 2 }

  /// How long before a player comes in, in beats, a note is his yet: he may be ahead of the bar line at which that is.
  private static var grace: Double { 0.1 }

  /// The channel of each output, from 0.
  let channels: InlineArray<5, UInt8>

  var waiting = NoteList()
  var sounding = NoteList()

  /// Notes whose time has come while their player was mute.
  private var withheld = NoteList()

  /// The clock by which it plays in this cycle.
  private(set) var time = Transport()

  /// Whether the composer has said last that the band plays.
  var isPlaying = false

  /// What was told of the style's metre last.
  var metre = PlayerAction(.metre, part: 2)

  /// Whether anything sounds or is still to come.
  var isBusy: Bool {
    @_noLocks get { isPlaying || sounding.count > 0 || waiting.count > 0 }
  }

  init(channels: InlineArray<5, UInt8>) { self.channels = channels }

  /// Begins a cycle in which the clock by which it plays is at `time`.
  @_noLocks
  mutating func begin(at time: Transport) { self.time = time }

  /// Carries out what the composer asked for; `cycle` is the current one.
  @_noLocks
  mutating func take(_ action: PlayerAction, _ cycle: borrowing Cycle) {
    switch action.kind {
    case .play: _ = waiting.append(PlannedNote(action))
    case .retract: retract(action)
    case .move: move(action, cycle)
    case .silence: silence(action.part, cycle)
    case .report: report(action, cycle)
    case .place: tellPlace(action, cycle)
    case .metre: tellMetre(action, cycle)
    }
  }

  /// Ends and starts the notes whose time comes in `cycle`; `isOn` tells which outputs may start one.
  @_noLocks
  mutating func play(_ cycle: borrowing Cycle, isOn: InlineArray<5, Bool>) {
    guard time.isRolling else {
      forget(cycle)
      return
    }
    let end = time.beat(at: Double(cycle.frameCount))
    startWithheld(cycle, isOn: isOn)
    while let index = waiting.earliest(before: end) {
      let note = waiting.remove(at: index)
      let isStale = note.start < time.beat - Self.latest
      // What ends later in the cycle may be the same key, which a note that comes late strikes anew before.
      endDue(cycle, before: max(note.start, time.beat).nextUp)
      if isStale { continue }
      if isOn[Int(note.part)] { start(note, cycle) } else { _ = withheld.append(note) }
    }
    endDue(cycle, before: end)
  }

  /// Starts the notes that came just before their players did, and forgets the others.
  @_noLocks
  private mutating func startWithheld(_ cycle: borrowing Cycle, isOn: InlineArray<5, Bool>) {
    var index = 0
    while index < withheld.count {
      let note = withheld[index]
      let isOver = note.start < time.beat - Self.grace || note.end <= time.beat
      guard isOver || isOn[Int(note.part)] else {
        index += 1
        continue
      }
      _ = withheld.remove(at: index)
      if !isOver { start(note, cycle) }
    }
  }

  /// Ends what sounds, at the start of the cycle, and forgets what waits.
  @_noLocks
  mutating func forget(_ cycle: borrowing Cycle) {
    for index in 0..<sounding.count { send(off: sounding[index], cycle, at: 0) }
    sounding.removeAll()
    waiting.removeAll()
    withheld.removeAll()
  }
}
