extension Step {
  /// Lets the cycle go by without the node: silence, no events, and an end to what it had sounding.
  @_noLocks
  func skip(_ frameCount: Int) {
    for index in 0..<outputCount {
      let samples = ports.pointee.outputs[index]
      for frame in 0..<frameCount { samples[frame] = 0 }
    }
    clearOutputs()
    endNotes()
  }

  /// Lets the cycle go past the node: what arrives leaves as it came, the k-th input at the k-th
  /// output, the last one at those that have none of their own.
  @_noLocks
  mutating func bypass(_ frameCount: Int) {
    let byteCount = frameCount * MemoryLayout<Float>.stride
    for index in 0..<outputCount {
      let samples = UnsafeMutableRawPointer(ports.pointee.outputs[index])
      if inputCount == 0 {
        _ = samples.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
      } else {
        let input = ports.pointee.inputs[min(index, inputCount - 1)]
        samples.copyMemory(from: input, byteCount: byteCount)
      }
    }
    clearOutputs()
    if !isBypassed { endNotes() }
    isBypassed = true
    hasFaded = true
    guard midiInputCount > 0 else { return }
    for index in 0..<midiOutputCount {
      let source = ports.pointee.midiInputs[min(index, midiInputCount - 1)]
      for event in 0..<source.header.pointee.count {
        ports.pointee.midiOutputs[index].append(source.elements[event])
      }
    }
  }

  /// Fades the outputs, which the node has just filled, into what arrives at it, or out of that.
  @_noLocks
  func blend(_ frameCount: Int, isLeaving: Bool) {
    let step = 1 / Float(frameCount)
    for index in 0..<outputCount {
      let samples = ports.pointee.outputs[index]
      for frame in 0..<frameCount {
        let past = inputCount == 0 ? 0 : ports.pointee.inputs[min(index, inputCount - 1)][frame]
        let share = step * Float(isLeaving ? frame + 1 : frameCount - frame - 1)
        samples[frame] += (past - samples[frame]) * share
      }
    }
  }

  @_noLocks
  func endNotes() {
    for index in 0..<midiOutputCount {
      ledgers[index].end(into: ports.pointee.midiOutputs[index], offset: 0)
    }
  }
}
