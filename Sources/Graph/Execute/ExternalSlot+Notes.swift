extension ExternalSlot {
  /// Ends every sounding note and resets the controllers that could hold one, at `offset`.
  ///
  /// Note-offs come first, because some synthesisers ignore CC 123; then damper up (64), all notes
  /// off (123) and all sound off (120) on every channel. If `isFinal`, nothing else goes out.
  @_noLocks
  func endNotes(at offset: Int, isFinal: Bool) {
    let offset = Int32(truncatingIfNeeded: offset)
    if isFinal {
      midi.header.pointee.count = 0
    } else {
      record()
    }
    let wasSilent = ledger.isEmpty
    ledger.end(into: midi, offset: offset)
    guard !isFinal || !wasSilent else { return }
    for channel in UInt8(0)..<16 {
      midi.append(MIDIEvent(control: 64, value: 0, channel: channel, offset: offset))
      midi.append(MIDIEvent(control: 123, value: 0, channel: channel, offset: offset))
      midi.append(MIDIEvent(control: 120, value: 0, channel: channel, offset: offset))
    }
  }

  /// Ends what is held at an input, at the start of the block, where whoever holds it can no longer say when.
  @_noLocks
  package func endHeld() {
    ledger.end(into: midi, offset: 0)
    record()
  }

  /// Takes note of which notes come in.
  @_noLocks
  package func recordArrivals() { record() }

  /// Takes note of which notes go out.
  @_noLocks
  func record() {
    for index in 0..<midi.header.pointee.count { ledger.record(midi.elements[index]) }
  }
}
