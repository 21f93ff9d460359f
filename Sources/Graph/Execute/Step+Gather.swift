extension Step {
  /// Brings together what arrives over several wires, or over one that fades.
  ///
  /// `pass` tells how far a change of graph has come, and whether the schedule has just begun.
  @_noLocks
  func gather(_ pass: SchedulePass) {
    for index in 0..<mixCount {
      mixes[index].run(frameCount: pass.frameCount, fade: pass.fade, step: pass.step)
    }
    for index in 0..<midiMergeCount { midiMerges[index].run(isFirst: pass.isFirst) }
    for index in 0..<eventMergeCount { eventMerges[index].run() }
  }

  /// Empties the lanes that the node is about to fill.
  @_noLocks
  func clearOutputs() {
    for index in 0..<midiOutputCount { ports.pointee.midiOutputs[index].header.pointee.count = 0 }
    for index in 0..<eventOutputCount {
      ports.pointee.eventOutputs[index].header.pointee.count = 0
    }
  }

  /// Takes note of the notes that the node started and ended.
  @_noLocks
  func record() {
    for output in 0..<midiOutputCount {
      let lane = ports.pointee.midiOutputs[output]
      for index in 0..<lane.header.pointee.count { ledgers[output].record(lane.elements[index]) }
    }
  }
}

extension Step.AudioMix {
  @_noLocks
  func run(frameCount: Int, fade: Float, step: Float) {
    for frame in 0..<frameCount { destination[frame] = 0 }
    for index in 0..<count {
      let samples = sources[index].samples
      switch sources[index].fade {
      case .steady:
        for frame in 0..<frameCount { destination[frame] += samples[frame] }
      case .rising:
        for frame in 0..<frameCount {
          destination[frame] += samples[frame] * min(1, fade + step * Float(frame))
        }
      case .falling:
        for frame in 0..<frameCount {
          destination[frame] += samples[frame] * max(0, 1 - fade - step * Float(frame))
        }
      }
    }
  }
}

extension Step.MIDIMerge {
  @_noLocks
  func run(isFirst: Bool) {
    destination.header.pointee.count = 0
    if isFirst {
      for index in 0..<count where sources[index].isEnding { end(sources[index]) }
    }
    for index in 0..<count where !sources[index].isEnding {
      destination.merge(sources[index].lane)
    }
  }

  /// Ends what sounds by a source that goes, before those that stay start anything.
  ///
  /// What one of those holds, too, sounds on. What the source ends itself in this cycle is no longer in
  /// its ledger.
  @_noLocks
  private func end(_ source: Step.MIDISource) {
    for index in 0..<source.lane.header.pointee.count {
      var event = source.lane.elements[index]
      guard event.isRelease else { continue }
      event.offset = 0
      destination.append(event)
    }
    let ledger = source.ledger
    for word in 0..<32 where ledger.words[word] != 0 {
      for bit in 0..<64 where ledger.words[word] >> UInt64(bit) & 1 == 1 {
        let key = UInt8(word % 2 * 64 + bit)
        let channel = UInt8(word / 2)
        guard !isHeldElsewhere(key, channel: channel) else { continue }
        destination.append(MIDIEvent(noteOff: key, channel: channel, offset: 0))
      }
    }
    var pedals = ledger.pedals
    for index in 0..<count where !sources[index].isEnding {
      pedals &= ~sources[index].ledger.pedals
    }
    for channel in UInt8(0)..<16 where pedals >> UInt64(channel) & 1 == 1 {
      destination.append(MIDIEvent(control: 64, value: 0, channel: channel, offset: 0))
    }
  }

  /// Whether a source that stays has started `key` in an earlier cycle and not ended it.
  @_noLocks
  private func isHeldElsewhere(_ key: UInt8, channel: UInt8) -> Bool {
    for index in 0..<count where !sources[index].isEnding {
      guard sources[index].ledger.isSounding(key, channel: channel) else { continue }
      if !sources[index].starts(key, channel: channel) { return true }
    }
    return false
  }
}

extension Step.MIDISource {
  /// Whether the source starts `key` in this cycle.
  @_noLocks
  fileprivate func starts(_ key: UInt8, channel: UInt8) -> Bool {
    for index in 0..<lane.header.pointee.count {
      let event = lane.elements[index]
      if event.isNoteOn, event.data1 == key, event.channel == channel { return true }
    }
    return false
  }
}

extension Step.EventMerge {
  @_noLocks
  func run() {
    destination.header.pointee.count = 0
    for index in 0..<count { destination.merge(sources[index]) }
  }
}
