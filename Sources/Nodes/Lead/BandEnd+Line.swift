internal import Graph

/// What a soloist wants to know, and the band does not.
extension BandEnd {
  /// How sure the ear has to be of a pitch: chords have none.
  private static var clear: Float { 0.85 }

  @_noLocks
  func observePitch(_ cycle: borrowing Cycle, at input: Int) {
    let lane = cycle.eventInput(input)
    for index in 0..<lane.count {
      let event = lane[index]
      let isClear = event.values[0] > 0 && event.values[1] >= Self.clear
      observe(.pitch, isClear ? Int(event.values[2]) : -1, at: Self.beat(of: event, cycle))
    }
  }

  @_noLocks
  func observeBand(_ cycle: borrowing Cycle, at input: Int) {
    let lane = cycle.eventInput(input)
    for index in 0..<lane.count {
      var observation = Observation(.band, at: cycle.transport.beat)
      observation.value = lane[index].values[0] >= 0 ? 1 : 0
      observation.count = Int32(lane[index].values[3])
      observe(observation)
    }
  }

  @_noLocks
  func observeNotes(_ cycle: borrowing Cycle, at input: Int) {
    let lane = cycle.midiInput(input)
    for index in 0..<lane.count {
      let event = lane[index]
      guard event.isNoteOn || event.isNoteOff else { continue }
      var observation = Observation(
        event.isNoteOn ? .noteOn : .noteOff, at: cycle.transport.beat(at: Double(event.offset)))
      observation.value = Double(event.data1)
      observation.count = Int32(event.data2)
      observe(observation)
    }
  }

  @_noLocks
  func observe(_ kind: Observation.Kind, _ value: Int, at beat: Double) {
    var observation = Observation(kind, at: beat)
    observation.value = Double(value)
    observe(observation)
  }
}
