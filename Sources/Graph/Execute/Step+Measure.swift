extension Step {
  /// Notes how much leaves by each output; the node has just filled them.
  @_noLocks
  func measure(_ frameCount: Int) {
    for index in 0..<outputCount {
      let samples = ports.pointee.outputs[index]
      var peak: UInt32 = 0
      for frame in 0..<frameCount {
        let bits = samples[frame].bitPattern & 0x7FFF_FFFF
        if bits > peak { peak = bits }
      }
      activity.note(peakBits: peak, at: index)
    }
    for index in 0..<midiOutputCount {
      let lane = ports.pointee.midiOutputs[index]
      activity.note(count: lane.header.pointee.count, at: outputCount + index)
    }
    for index in 0..<eventOutputCount {
      let lane = ports.pointee.eventOutputs[index]
      activity.note(
        count: lane.header.pointee.count, at: outputCount + midiOutputCount + index)
    }
  }
}
