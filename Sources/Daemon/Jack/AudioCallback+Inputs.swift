import Graph

/// MIDI inputs whose senders are gone: who held a key there will never say that it was let go.
extension AudioCallback {
  /// Empties the MIDI inputs for what comes in this cycle, and ends what is held at those that were cut, or
  /// at all where messages may have gone by unheard.
  @_noLocks
  mutating func beginInputs() {
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index)
      guard !slot.pointee.isOutput, slot.pointee.isMIDI else { continue }
      slot.pointee.midi.header.pointee.count = 0
      if hasMissedMessages { slot.pointee.endHeld() }
    }
    hasMissedMessages = false
    while let handle = signals._withUnsafeGuaranteedRef({ $0.takeCutInput() }) {
      endHeld(at: handle)
    }
  }

  @_noLocks
  private func endHeld(at handle: UInt) {
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index)
      if !slot.pointee.isOutput, slot.pointee.isMIDI,
        UInt(bitPattern: slot.pointee.handle) == handle
      {
        slot.pointee.endHeld()
      }
    }
  }
}
