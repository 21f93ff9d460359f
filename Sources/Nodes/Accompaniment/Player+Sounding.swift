internal import Graph

extension Player {
  /// The least time a note that came late sounds, in beats.
  private static var shortest: Double { 0.1 }

  /// Starts `note` at its frame, or at once if that has gone by; ends the same key first.
  @_noLocks
  mutating func start(_ note: PlannedNote, _ cycle: borrowing Cycle) {
    let offset = offset(note.start, cycle)
    if let index = sounding.index(of: note.part, key: note.key, before: .infinity) {
      send(off: sounding.remove(at: index), cycle, at: offset)
    }
    guard sounding.append(note) else { return }
    cycle.midiOutput(Int(note.part)).append(
      MIDIEvent(
        noteOn: note.key, velocity: max(1, note.velocity), channel: channels[Int(note.part)],
        offset: offset))
  }

  /// Ends the notes that end before `end`, a late one after its shortest time.
  @_noLocks
  mutating func endDue(_ cycle: borrowing Cycle, before end: Double) {
    var index = 0
    while index < sounding.count {
      let due = max(sounding[index].end, sounding[index].start + Self.shortest)
      if due < end {
        send(off: sounding.remove(at: index), cycle, at: offset(due, cycle))
      } else {
        index += 1
      }
    }
  }

  @_noLocks
  func send(off note: PlannedNote, _ cycle: borrowing Cycle, at offset: Int32) {
    cycle.midiOutput(Int(note.part)).append(
      MIDIEvent(noteOff: note.key, channel: channels[Int(note.part)], offset: offset))
  }

  /// The frame of the cycle at which `beat` comes, within the cycle.
  @_noLocks
  private func offset(_ beat: Double, _ cycle: borrowing Cycle) -> Int32 {
    let offset = time.offset(of: beat)
    return Int32(min(max(0, offset), Double(cycle.frameCount - 1)))
  }
}
