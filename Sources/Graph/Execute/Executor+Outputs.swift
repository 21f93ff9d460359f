extension Executor {
  /// The number of external slots of the schedule that runs.
  package var externalCount: Int { @_noLocks get { schedule.pointee.externalCount } }

  /// An external slot of the schedule that runs.
  @_noLocks
  package func external(_ index: Int) -> UnsafeMutablePointer<ExternalSlot> {
    schedule.pointee.externals[index]
  }

  /// Silences audio outputs, which nodes add to, and empties MIDI outputs.
  @_noLocks
  func clearExternals(_ frameCount: Int) {
    for index in 0..<externalCount {
      let slot = external(index)
      guard slot.pointee.isOutput else { continue }
      if slot.pointee.isMIDI {
        slot.pointee.midi.header.pointee.count = 0
      } else {
        for frame in 0..<frameCount { slot.pointee.audio[frame] = 0 }
      }
    }
  }

  /// Takes what was asked for of the MIDI outputs: the raw value of an ``ExecutorShared/Release``.
  @_noLocks
  func takeRelease() -> Int { shared._withUnsafeGuaranteedRef { $0.takeRelease() } }

  /// Ends what sounds where that was asked for, and takes note of what sounds.
  @_noLocks
  func settleMIDI(release: Int, frameCount: Int) {
    for index in 0..<externalCount {
      let slot = external(index)
      guard slot.pointee.isOutput, slot.pointee.isMIDI else { continue }
      if release != 0 { slot.pointee.endNotes(at: frameCount - 1, isFinal: release == 2) }
      slot.pointee.record()
    }
    if release != 0 { shared._withUnsafeGuaranteedRef { $0.countReleasedCycle() } }
  }
}
