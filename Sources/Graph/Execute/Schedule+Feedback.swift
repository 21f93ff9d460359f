extension Schedule {
  /// Keeps what feedback wires deliver in the next cycle.
  @_noLocks
  func keepPinned(_ frameCount: Int) {
    for index in 0..<pinnedCount {
      let pin = pinned[index]
      for frame in 0..<frameCount { pin.memory[frame] = pin.output[frame] }
    }
    for index in 0..<pinnedMIDICount {
      let pin = pinnedMIDI[index]
      pin.memory.header.pointee.count = pin.output.header.pointee.count
      for event in 0..<pin.output.header.pointee.count {
        pin.memory.elements[event] = pin.output.elements[event]
      }
    }
    for index in 0..<pinnedEventCount {
      let pin = pinnedEvents[index]
      pin.memory.header.pointee.count = pin.output.header.pointee.count
      for event in 0..<pin.output.header.pointee.count {
        pin.memory.elements[event] = pin.output.elements[event]
      }
    }
  }

  /// Makes what was kept fit a cycle of another length than the last: a longer one would read samples past
  /// the end of the fed-back block, and in a shorter one what came late in it has no frame.
  @_noLocks
  mutating func fitPinned(_ frameCount: Int) {
    if frameCount > lastFrameCount {
      for index in 0..<pinnedCount {
        for frame in lastFrameCount..<frameCount { pinned[index].memory[frame] = 0 }
      }
    } else if frameCount < lastFrameCount {
      let last = Int32(truncatingIfNeeded: frameCount - 1)
      for index in 0..<pinnedMIDICount {
        let memory = pinnedMIDI[index].memory
        for event in 0..<memory.header.pointee.count where memory.elements[event].offset > last {
          memory.elements[event].offset = last
        }
      }
      for index in 0..<pinnedEventCount {
        let memory = pinnedEvents[index].memory
        for event in 0..<memory.header.pointee.count where memory.elements[event].offset > last {
          memory.elements[event].offset = last
        }
      }
    }
    lastFrameCount = frameCount
  }
}
