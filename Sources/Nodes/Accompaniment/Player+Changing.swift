internal import Graph

extension Player {
  /// How near a note has to be to be moved rather than composed anew, in beats.
  private static var near: Double { 0.1 }

  /// Forgets the notes of a part that wait, from a beat on.
  @_noLocks
  mutating func retract(_ action: PlayerAction) {
    var index = 0
    while index < waiting.count {
      if waiting[index].part == action.part, waiting[index].start >= action.beat {
        _ = waiting.remove(at: index)
      } else {
        index += 1
      }
    }
  }

  /// Gives another key to a note that is about to start, or else to one that sounds.
  @_noLocks
  mutating func move(_ action: PlayerAction, _ cycle: borrowing Cycle) {
    let (part, key) = (action.part, action.key)
    if let index = waiting.index(of: part, key: key, before: time.beat + Self.near) {
      waiting.move(index, to: action.otherKey)
    } else if let index = sounding.index(of: part, key: key, before: .infinity) {
      var note = sounding.remove(at: index)
      send(off: note, cycle, at: 0)
      note.key = action.otherKey
      start(note, cycle)
    }
  }

  /// Ends what a part sounds.
  @_noLocks
  mutating func silence(_ part: Int8, _ cycle: borrowing Cycle) {
    var index = 0
    while index < sounding.count {
      if sounding[index].part == part {
        send(off: sounding.remove(at: index), cycle, at: 0)
      } else {
        index += 1
      }
    }
  }
}
