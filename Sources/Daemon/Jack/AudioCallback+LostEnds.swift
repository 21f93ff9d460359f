private import CJack
import Graph

/// Ends of notes that may have been lost.
extension AudioCallback {
  /// Ends notes once more whose ends may have been lost, ahead of what comes from the engine.
  @_noLocks
  mutating func repeatLostEnds(_ frameCount: Int) {
    while let handle = signals._withUnsafeGuaranteedRef({ $0.takeClosedOutput() }) {
      if let port = UnsafeMutableRawPointer(bitPattern: handle) { lostEnds.forget(port) }
    }
    let lateCount = signals._withUnsafeGuaranteedRef { $0.xrunCount }
    guard lostEnds.areDue(at: frame, lateCount: lateCount) else { return }
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index)
      guard slot.pointee.isOutput, slot.pointee.isMIDI, let buffer = buffer(slot, frameCount)
      else { continue }
      for number in 0..<LostEnds.capacity {
        let end = lostEnds.end(number, at: slot.pointee.handle, unless: slot.pointee.ledger)
        if let end { send(end, to: buffer) }
      }
    }
    repeatEndsOfGone(frameCount)
    lostEnds.haveBeenRepeated(at: frame)
  }

  /// The same for outputs that the engine has no more, and that are not closed yet.
  @_noLocks
  private mutating func repeatEndsOfGone(_ frameCount: Int) {
    for number in 0..<LostEnds.capacity {
      guard let (port, end) = lostEnds.end(number), !hasOutput(port),
        let buffer = jack_port_get_buffer(OpaquePointer(port), jack_nframes_t(frameCount))
      else { continue }
      injected.add(port)
      send(end, to: buffer)
    }
  }

  @_noLocks
  private func hasOutput(_ port: UnsafeMutableRawPointer) -> Bool {
    for index in 0..<executor.pointee.externalCount
    where executor.pointee.external(index).pointee.handle == port { return true }
    return false
  }

  @_noLocks
  private func send(_ end: MIDIEvent, to buffer: UnsafeMutableRawPointer) {
    guard let bytes = jack_midi_event_reserve(buffer, 0, 3) else { return }
    bytes[0] = end.status
    bytes[1] = end.data1
    bytes[2] = end.data2
  }
}
