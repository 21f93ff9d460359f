private import CJack
import Graph

/// MIDI between the engine and the world.
extension AudioCallback {
  /// The most messages sent past the engine, and taken from the ALSA sequencer, in one cycle, so that their
  /// work is bounded.
  private static var injectionsPerCycle: Int { 256 }

  /// Takes what `buffer` holds of channels, clock and song position; nobody here has a use for the rest.
  @_noLocks
  func receive(
    _ buffer: UnsafeMutableRawPointer?, into slot: UnsafeMutablePointer<ExternalSlot>
  ) {
    guard let buffer else { return }
    let lane = slot.pointee.midi
    var message = jack_midi_event_t()
    for index in 0..<jack_midi_get_event_count(buffer) {
      guard jack_midi_event_get(&message, buffer, index) == 0, let bytes = message.buffer,
        message.size >= 1, message.size <= 3
      else { continue }
      let event = MIDIEvent(
        offset: Int32(truncatingIfNeeded: message.time), status: bytes[0],
        data1: message.size > 1 ? bytes[1] : 0, data2: message.size > 2 ? bytes[2] : 0)
      if event.isOfUse, message.size == event.byteCount { lane.append(event) }
    }
    slot.pointee.recordArrivals()
  }

  /// Takes in what has come by the ALSA sequencer since the last cycle, beside what came by JACK.
  @_noLocks
  func hearSequencer(_ moment: Moment, _ frameCount: Int) {
    var room = Self.injectionsPerCycle
    while room > 0 {
      let taken = sequencer._withUnsafeGuaranteedRef { $0.take() }
      guard let message = taken else { return }
      room -= 1
      var event = message.event
      event.offset = message.offset(
        start: moment.nanoseconds, nanosecondsPerFrame: nanosecondsPerFrame,
        frameCount: frameCount)
      for index in 0..<executor.pointee.externalCount {
        let slot = executor.pointee.external(index)
        guard let handle = slot.pointee.handle, handle == message.handle, !slot.pointee.isOutput
        else { continue }
        slot.pointee.midi.append(event)
      }
    }
  }

  /// Empties JACK's buffers for what is sent in this cycle.
  @_noLocks
  func clearMessages(_ frameCount: Int) {
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index)
      guard slot.pointee.isOutput, slot.pointee.isMIDI, let buffer = buffer(slot, frameCount)
      else { continue }
      jack_midi_clear_buffer(buffer)
    }
  }

  /// Sends what goes past the engine, ahead of what comes from it.
  @_noLocks
  mutating func inject(_ frameCount: Int) {
    emptyInjected(frameCount)
    var room = Self.injectionsPerCycle
    while room > 0 {
      let taken = signals._withUnsafeGuaranteedRef { $0.takeInjection() }
      guard let message = taken else { return }
      room -= 1
      let port = OpaquePointer(message.handle)
      guard let buffer = jack_port_get_buffer(port, jack_nframes_t(frameCount)),
        let bytes = jack_midi_event_reserve(buffer, 0, 3)
      else { continue }
      injected.add(message.handle)
      bytes[0] = message.status
      bytes[1] = message.data1
      bytes[2] = message.data2
    }
  }

  /// Empties the buffers of ports that messages were sent to past the engine in the cycle before: of those that are
  /// none of its own JACK would send them anew in each cycle.
  @_noLocks
  private mutating func emptyInjected(_ frameCount: Int) {
    for index in 0..<injected.count {
      let port = OpaquePointer(injected[index])
      guard let buffer = jack_port_get_buffer(port, jack_nframes_t(frameCount)) else { continue }
      jack_midi_clear_buffer(buffer)
    }
    injected.removeAll()
  }

  /// Hands the messages of this cycle to JACK, each complete and in order.
  @_noLocks
  mutating func deliver(_ frameCount: Int) {
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index)
      guard slot.pointee.isOutput, slot.pointee.isMIDI, let buffer = buffer(slot, frameCount)
      else { continue }
      let lane = slot.pointee.midi
      for position in 0..<lane.header.pointee.count {
        let event = lane.elements[position]
        let time = max(0, min(Int(event.offset), frameCount - 1))
        guard
          let bytes = jack_midi_event_reserve(
            buffer, jack_nframes_t(time), event.byteCount)
        else { break }
        bytes[0] = event.status
        if event.byteCount > 1 { bytes[1] = event.data1 }
        if event.byteCount == 3 { bytes[2] = event.data2 }
        lostEnds.keep(event, at: slot.pointee.handle, frame: frame)
      }
    }
  }
}
