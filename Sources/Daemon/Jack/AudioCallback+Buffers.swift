private import CJack
import Graph

/// JACK's buffers, which are anybody's once a cycle is over.
extension AudioCallback {
  /// JACK's buffer for `slot`, or `nil` for a port that could not be opened.
  @_noLocks
  func buffer(
    _ slot: UnsafeMutablePointer<ExternalSlot>, _ frameCount: Int
  ) -> UnsafeMutableRawPointer? {
    guard let handle = slot.pointee.handle else { return nil }
    return jack_port_get_buffer(OpaquePointer(handle), jack_nframes_t(frameCount))
  }

  /// Silences the outputs of the schedule that ran until now: a change of graph in this cycle may
  /// drop some of them, and JACK would go on playing what they held last.
  @_noLocks
  func clearOutputs(_ frameCount: Int) {
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index)
      guard slot.pointee.isOutput, let buffer = buffer(slot, frameCount) else { continue }
      if slot.pointee.isMIDI {
        jack_midi_clear_buffer(buffer)
      } else {
        let samples = buffer.assumingMemoryBound(to: Float.self)
        for frame in 0..<frameCount { samples[frame] = 0 }
      }
    }
  }

  /// Points audio slots at JACK's buffers and brings messages in.
  @_noLocks
  mutating func bind(_ frameCount: Int) {
    beginInputs()
    let count = executor.pointee.externalCount
    var captures = 0
    for index in 0..<count {
      let slot = executor.pointee.external(index)
      if !slot.pointee.isOutput, !slot.pointee.isMIDI { captures += 1 }
    }
    var capture = 0
    for index in 0..<count {
      let slot = executor.pointee.external(index)
      let buffer = buffer(slot, frameCount)
      if !slot.pointee.isMIDI {
        slot.pointee.audio = buffer?.assumingMemoryBound(to: Float.self) ?? slot.pointee.unbound
        guard !slot.pointee.isOutput,
          let samples = tape.samples(channel: capture, of: captures)
        else { continue }
        slot.pointee.audio = samples
        capture += 1
      } else if !slot.pointee.isOutput {
        receive(buffer, into: slot)
      }
    }
  }
}
