import Band

/// Someone who plays what the composer asks for, and notes what sounded from when to when.
struct Stage {
  struct Sound: Hashable {
    var part: Part
    var start: Double
    var end: Double
    var key: UInt8
    var velocity: UInt8
  }

  private var queue: [BandNote] = []
  private var sounding: [Sound] = []

  /// What has ended, in the order of its end.
  private(set) var sounds: [Sound] = []

  /// What a player could not do: a key struck while it sounds, a move of a note that is not there.
  private(set) var faults: [String] = []

  var isSilent: Bool { sounding.isEmpty && queue.isEmpty }

  mutating func perform(_ action: BandAction, at now: Double) {
    switch action {
    case .play(let note): queue.append(note)
    case .retract(let part, let beat): queue.removeAll { $0.part == part && $0.beat >= beat }
    case .silence(let part):
      for index in sounding.indices where sounding[index].part == part {
        sounding[index].end = now
      }
    case .move(let part, let old, let new): move(part, from: old, to: new, at: now)
    }
  }

  /// Ends and starts what is due before `now`, in the order of the clock.
  mutating func advance(to now: Double) {
    for note in queue.filter({ $0.beat <= now }).sorted(by: { $0.beat < $1.beat }) {
      finish(before: note.beat)
      start(note, at: note.beat)
    }
    queue.removeAll { $0.beat <= now }
    finish(before: now)
  }

  private mutating func start(_ note: BandNote, at beat: Double) {
    let clash = sounding.contains {
      $0.part == note.part && ($0.key == note.key || note.part == .bass)
    }
    if clash { faults.append("\(note.part) \(note.key) struck at \(beat) while it sounds") }
    if !(note.duration > 0) { faults.append("\(note.part) \(note.key) has no length at \(beat)") }
    sounding.append(
      Sound(
        part: note.part, start: beat, end: note.end, key: note.key, velocity: note.velocity))
  }

  private mutating func finish(before now: Double) {
    sounds += sounding.filter { $0.end <= now }
    sounding.removeAll { $0.end <= now }
  }

  private mutating func move(_ part: Part, from old: UInt8, to new: UInt8, at now: Double) {
    let isImminent = { (note: BandNote) in
      note.part == part && note.key == old && note.beat < now + 0.1
    }
    if let index = queue.firstIndex(where: isImminent) {
      queue[index].key = new
      return
    }
    guard let index = sounding.firstIndex(where: { $0.part == part && $0.key == old }) else {
      faults.append("\(part) \(old) moved at \(now) while it does not sound")
      return
    }
    if sounding.contains(where: { $0.part == part && $0.key == new }) {
      faults.append("\(part) \(old) moved at \(now) onto \(new), which sounds")
    }
    var moved = sounding.remove(at: index)
    var ended = moved
    ended.end = now
    sounds.append(ended)
    moved.start = now
    moved.key = new
    sounding.append(moved)
  }
}
