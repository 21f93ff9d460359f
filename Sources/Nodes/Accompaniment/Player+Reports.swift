internal import Graph

extension Player {
  /// Tells where the band stands.
  @_noLocks
  mutating func report(_ action: PlayerAction, _ cycle: borrowing Cycle) {
    isPlaying = action.part >= 0
    var event = Event(.band, time: cycle.frame)
    event.values[0] = Float(action.part)
    event.values[1] = Float(Int8(bitPattern: action.key))
    event.values[2] = Float(action.beat)
    event.values[3] = Float(action.duration)
    cycle.eventOutput(0).append(event)
  }

  /// Tells the metre of the style.
  @_noLocks
  mutating func tellMetre(_ action: PlayerAction, _ cycle: borrowing Cycle) {
    metre = action
    tellMetre(cycle)
  }

  /// Tells the style's metre once more where beats are counted in bars of `beatsPerBar`, and it has others: whoever
  /// counts has come later.
  @_noLocks
  func insist(on beatsPerBar: Float, _ cycle: borrowing Cycle) {
    if metre.beat > 0, Float(metre.beat) != beatsPerBar { tellMetre(cycle) }
  }

  @_noLocks
  private func tellMetre(_ cycle: borrowing Cycle) {
    var event = Event(.metre, time: cycle.frame)
    event.values[0] = Float(metre.beat)
    event.values[1] = metre.part == 3 ? 1 : 0
    event.values[2] = Float(metre.key)
    event.values[3] = Float(metre.otherKey)
    cycle.eventOutput(2).append(event)
  }

  /// Tells where in the chart the player is.
  @_noLocks
  func tellPlace(_ action: PlayerAction, _ cycle: borrowing Cycle) {
    var event = Event(.chart, time: cycle.frame)
    event.values[0] = Float(action.beat)
    event.values[1] = Float(action.duration)
    event.values[2] = Float(action.part)
    event.values[3] = Float(action.velocity) / 100
    cycle.eventOutput(1).append(event)
  }
}
